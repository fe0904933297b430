"""A batch that takes too long is applied in parts; a record that alone takes too long is parked."""

from typing import Any

import asyncpg

from shared.events.envelope import Envelope
from shared.events.unit_of_work import UnitOfWork
from tests.core.applying import applying, is_halted
from tests.core.in_process import consumed, parked
from tests.core.ledger import Counted, record_number
from tests.core.ledger_under_test import Ledger

SHORT = "ALTER ROLE {app} SET transaction_timeout = '2s'"


async def test_a_record_that_alone_takes_longer_than_a_transaction_is_parked(ledger: Ledger) -> None:
    async def be_slow(work: UnitOfWork[str], event: Any, envelope: Envelope) -> None:
        await record_number(work, event, envelope)
        if event["key"] == "slow":
            await work.connection.execute("SELECT pg_sleep(10)")

    events = [Counted("good", 1), Counted("slow", 1), Counted("other", 1), Counted("another", 1)]
    async with applying(ledger, *events, handler=be_slow, after=SHORT):
        await ledger.eventually(lambda: all_handled(ledger, 4))
    assert await parked(ledger) == [("slow", "refused")]
    assert (await ledger.fetch("reader", "SELECT detail LIKE 'took longer than 1.5% s' FROM parked")) == [(True,)]
    assert {key for key, _ in await consumed(ledger)} == {"good", "other", "another"}
    assert {key for (key,) in await ledger.fetch("reader", "SELECT key FROM outbox")} == {"good", "other", "another"}


async def test_a_batch_that_takes_longer_than_a_transaction_is_applied_in_parts(ledger: Ledger) -> None:
    async def take_a_moment(work: UnitOfWork[str], event: Any, envelope: Envelope) -> None:
        await work.connection.execute("SELECT pg_sleep(0.4)")
        await record_number(work, event, envelope)

    events = [Counted("key", number) for number in range(8)]
    async with applying(ledger, *events, handler=take_a_moment, after=SHORT):
        await ledger.all_consumed()
    await ledger.assert_each_consumed_once_in_order()


async def test_a_batch_that_takes_longer_than_a_second_is_committed_in_parts(ledger: Ledger) -> None:
    taken: dict[UnitOfWork[str], int] = {}

    async def take_a_moment(work: UnitOfWork[str], event: Any, envelope: Envelope) -> None:
        taken[work] = taken.get(work, 0) + 1
        await work.connection.execute("SELECT pg_sleep(0.3)")
        await record_number(work, event, envelope)

    async with applying(ledger, *(Counted("key", number) for number in range(8)), handler=take_a_moment):
        await ledger.all_consumed()
    assert max(taken.values()) <= 4
    await ledger.assert_each_consumed_once_in_order()


async def test_a_batch_that_fails_for_its_size_is_halved(ledger: Ledger) -> None:
    taken: dict[UnitOfWork[str], int] = {}

    async def refuse_many(work: UnitOfWork[str], event: Any, envelope: Envelope) -> None:
        taken[work] = taken.get(work, 0) + 1
        if taken[work] > 2:
            raise asyncpg.DeadlockDetectedError
        await record_number(work, event, envelope)

    async with applying(ledger, *(Counted("key", number) for number in range(12)), handler=refuse_many):
        await ledger.all_consumed()
    await ledger.assert_each_consumed_once_in_order()


async def test_a_consumer_that_waits_for_long_is_not_ready_and_says_why(ledger: Ledger) -> None:
    away = True

    async def need_the_network(work: UnitOfWork[str], event: Any, envelope: Envelope) -> None:
        if away:
            raise ConnectionResetError("the peer is away")
        await record_number(work, event, envelope)

    async with applying(ledger, Counted("key", 1), handler=need_the_network) as inbox:
        inbox.longest_wait_seconds = 0.3
        await ledger.eventually(lambda: is_halted(inbox))
        assert inbox.halted == "waiting for 0 s: ConnectionResetError: the peer is away"
        away = False
        await ledger.all_consumed()
    assert inbox.halted is None


async def all_handled(ledger: Ledger, records: int) -> bool:
    return len(await consumed(ledger)) + len(await parked(ledger)) >= records
