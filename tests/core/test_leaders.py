"""Take-overs: a leader that freezes and thaws, and transactions that are prepared or slow."""

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
import psutil
import pytest

from shared.events.keys import SHARDS
from shared.events.metrics import FENCED, LEADER, RELAY_ERRORS
from shared.events.relay.horizon import Horizon
from tests.core.awaited import ROUNDS, readings
from tests.core.in_process import consuming, emit, reader_inbox, relaying
from tests.core.kafka_admin import add_partitions, records
from tests.core.ledger import CAUSE, Counted, units_of
from tests.core.ledger_under_test import Ledger


async def last_cursor(ledger: Ledger) -> int:
    return int((await ledger.fetch("ledger", "SELECT cursor FROM relay"))[0][0])


async def thaw_a_replaced_leader(ledger: Ledger, kind: str, another: str = "relay") -> None:
    """Freeze a leader between Kafka's acknowledgement and its save, let another relay up to 20, and thaw the first."""
    replaced = await ledger.start(kind)
    await emit(ledger, *(Counted("key", number) for number in range(10)))
    frozen = psutil.Process(replaced.pid)
    await ledger.eventually(lambda: is_stopped(frozen))
    await take_its_lock_away(ledger)
    await ledger.start(another)
    await emit(ledger, *(Counted("key", number) for number in range(10, 20)))
    await ledger.all_relayed()
    replaced.send_signal(signal.SIGCONT)


async def is_stopped(process: psutil.Process) -> bool:
    return process.status() == psutil.STATUS_STOPPED


async def take_its_lock_away(ledger: Ledger) -> None:
    """End the leader's session, as a failover or a cut connection does."""
    admin = await asyncpg.connect(ledger.settings.admin_database_url())
    await admin.execute(
        """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
           WHERE application_name = 'ledger relay' AND datname = current_database()"""
    )
    await admin.close()


async def test_a_replaced_leader_that_thaws_saves_nothing(ledger: Ledger) -> None:
    await thaw_a_replaced_leader(ledger, "relay-pooled")
    await ledger.eventually(lambda: _logged(ledger, ledger.processes[0], "Fenced"))
    await emit(ledger, Counted("key", 20))
    await ledger.all_relayed()
    assert await last_cursor(ledger) == 21
    assert len(await records(ledger.settings)) == 10 + 20 + 1
    await ledger.start("reader")
    await ledger.all_consumed()
    await ledger.assert_each_consumed_once_in_order()


async def test_a_replaced_leader_that_ignores_its_epoch_is_refused_by_kafka(ledger: Ledger) -> None:
    await thaw_a_replaced_leader(ledger, "relay-without-epoch")
    await ledger.eventually(lambda: _logged(ledger, ledger.processes[0], "Replaced"))
    assert await last_cursor(ledger) <= 20
    assert len(await records(ledger.settings)) == 10 + 20


async def test_control_without_epoch_and_fence_a_replaced_leader_continues(ledger: Ledger) -> None:
    await thaw_a_replaced_leader(ledger, "relay-unfenced", "relay-without-kafkas-fence")
    await ledger.eventually(lambda: _sent(ledger, 10 + 20 + 10))


async def test_a_leader_whose_epoch_has_ended_counts_that_it_was_fenced_and_leads_again(ledger: Ledger) -> None:
    fenced, errors = FENCED._value.get(), RELAY_ERRORS._value.get()
    async with relaying(ledger), ledger.as_owner("ledger") as owner:
        await ledger.eventually(leads)
        await owner.execute("UPDATE relay SET epoch = epoch + 1")
        await emit(ledger, Counted("key", 1))
        await ledger.all_relayed()
    assert (FENCED._value.get(), RELAY_ERRORS._value.get()) == (fenced + 1, errors)


async def test_a_leader_checks_as_many_partitions_as_a_topic_can_have(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A client that waits at the end of each partition would exceed the limit, and there would be no leader."""
    await add_partitions(ledger.settings, SHARDS)
    async with relaying(ledger):
        await emit(ledger, *(Counted(f"key-{number}", number) for number in range(2000)))
        await ledger.all_relayed()
    assert len({record.partition for record in await records(ledger.settings)}) == SHARDS
    monkeypatch.setattr("shared.events.relay.relay.TAKEOVER_TIMEOUT_SECONDS", 15)
    async with relaying(ledger):
        await ledger.eventually(leads)


async def _logged(ledger: Ledger, process: asyncio.subprocess.Process, word: str) -> bool:
    return word in ledger.log_of(process)


async def _sent(ledger: Ledger, number: int) -> bool:
    return len(await records(ledger.settings)) == number


INSERT = """INSERT INTO outbox (topic, key, stream_version, key_hash, type, event_id, data, headers)
            SELECT topic, 'slow', 1, key_hash, type, gen_random_uuid(), data, headers FROM outbox LIMIT 1"""


@asynccontextmanager
async def writing_slowly(ledger: Ledger) -> AsyncIterator["asyncpg.Connection[Any]"]:
    """A transaction that has drawn an id and stays open."""
    url = ledger.settings.database_url("ledger", "app")
    connection = await asyncpg.connect(url, server_settings={"search_path": "ledger"})
    await connection.execute("BEGIN")
    await connection.execute(INSERT)
    yield connection
    await connection.close()


async def prepare_then_take_over(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> int:
    """Prepare a transaction with id 2, draw id 3, let a new leader take over; return its cursor."""
    first = await ledger.start("relay")
    await emit(ledger, Counted("quick", 1))
    await ledger.all_relayed()
    async with writing_slowly(ledger) as slow:
        await slow.execute("PREPARE TRANSACTION 'proof'")
    first.kill()
    await first.wait()
    await emit(ledger, Counted("quick", 2))
    readings_of_log = readings(ledger, monkeypatch)
    async with relaying(ledger):
        await readings_of_log.more(ROUNDS)
        cursor = await last_cursor(ledger)
        async with units_of(ledger.settings, "ledger") as units, units.pool.acquire() as connection:
            await connection.execute("COMMIT PREPARED 'proof'")
        await ledger.all_relayed()
    return cursor


async def leads() -> bool:
    return bool(LEADER._value.get() == 1)


async def test_a_new_leader_waits_for_a_transaction_prepared_before_the_take_over(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert await prepare_then_take_over(ledger, monkeypatch) == 1
    assert len(await records(ledger.settings)) == 3


async def test_control_a_leader_that_ignores_prepared_transactions_loses_events(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ignore(_self: Horizon, _holder: str, _pid: int | None, _earlier: int | None, _cursor: int) -> int:
        return 1_000_000

    monkeypatch.setattr(Horizon, "_bound", ignore)
    assert await prepare_then_take_over(ledger, monkeypatch) == 3
    assert len(await records(ledger.settings)) == 2


async def test_a_slow_transaction_holds_back_only_later_events(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    readings_of_log = readings(ledger, monkeypatch)
    async with relaying(ledger), reader_inbox(ledger) as inbox, consuming(ledger, inbox):
        await emit(ledger, Counted("quick", 1))
        await ledger.all_consumed()
        async with units_of(ledger.settings, "ledger") as units, units.open("slow", CAUSE) as slow:
            slow.emit(Counted("slow", 1))
            await slow.flush()
            slow.discard_after(0)
            await emit(ledger, Counted("quick", 2))
            await readings_of_log.more(ROUNDS)
            assert await last_cursor(ledger) == 1
        await ledger.all_consumed()
        await ledger.assert_each_consumed_once_in_order()
