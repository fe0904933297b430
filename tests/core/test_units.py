"""A unit of work that reads has no transaction until something changes; connections come back to the pool clean."""

import pytest

from shared.events.unit_of_work import UnitsOfWork
from tests.core.ledger import CAUSE, Counted, units_of
from tests.core.ledger_under_test import Ledger


@pytest.fixture
def with_kafka() -> bool:
    return False


async def test_a_unit_that_reads_has_no_transaction(ledger: Ledger) -> None:
    async with units_of(ledger.settings, "ledger") as units:
        for reading in (True, False):
            async with units.open("reader", CAUSE, reading=reading) as work:
                first, second = [await work.connection.fetchval("SELECT now()") for _ in range(2)]
                assert (first < second, work.connection.is_in_transaction()) == (reading, not reading)


async def emit_and_fail(units: UnitsOfWork[str]) -> None:
    async with units.open("reader", CAUSE, reading=True) as work:
        await work.start_transaction()
        work.emit(Counted("key", 1))
        await work.flush()
        raise ValueError("refused")


async def test_a_unit_that_reads_and_changes_undoes_everything_on_an_error(ledger: Ledger) -> None:
    async with units_of(ledger.settings, "ledger") as units:
        with pytest.raises(ValueError, match="refused"):
            await emit_and_fail(units)
        async with units.open("reader", CAUSE, reading=True) as work:
            await work.start_transaction()
            work.emit(Counted("key", 2))
    assert await ledger.fetch("ledger", "SELECT data FROM outbox") == [(Counted("key", 2).data(),)]


async def test_events_without_a_transaction_are_refused(ledger: Ledger) -> None:
    async with units_of(ledger.settings, "ledger") as units:
        with pytest.raises(RuntimeError, match="without a transaction"):
            async with units.open("reader", CAUSE, reading=True) as work:
                work.emit(Counted("key", 1))
    assert await ledger.fetch("ledger", "SELECT id FROM outbox") == []


async def test_a_transaction_that_is_left_open_does_not_return_to_the_pool(ledger: Ledger) -> None:
    async with units_of(ledger.settings, "ledger") as units:
        async with units.pool.acquire() as connection:
            process = await connection.fetchval("SELECT pg_backend_pid()")
            await connection.execute("BEGIN")
        async with units.pool.acquire() as connection:
            assert await connection.fetchval("SELECT pg_backend_pid()") == process
            assert not connection.is_in_transaction()
