"""Take-overs: a leader that was thought dead and thaws, a transaction that was prepared before, one that is slow."""

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
from tests.core.conftest import Ledger
from tests.core.hearing import reader_inbox, reading, relaying, say, soon
from tests.core.kafka_admin import add_partitions, records
from tests.core.ledger import CAUSE, Said, units_of


async def last_cursor(ledger: Ledger) -> int:
    return int((await ledger.fetch("ledger", "SELECT cursor FROM relay"))[0][0])


async def thaw_a_deposed_leader(ledger: Ledger, kind: str) -> None:
    """Freeze a leader between Kafka's acknowledgement and its save, let another lead to 20, and thaw the first."""
    deposed = await ledger.start(kind)
    await say(ledger, *(Said("key", number) for number in range(10)))
    frozen = psutil.Process(deposed.pid)
    await ledger.eventually(lambda: is_stopped(frozen))
    await take_its_lock_away(ledger)
    await ledger.start("relay")
    await say(ledger, *(Said("key", number) for number in range(10, 20)))
    await ledger.all_relayed()
    deposed.send_signal(signal.SIGCONT)


async def is_stopped(process: psutil.Process) -> bool:
    return process.status() == psutil.STATUS_STOPPED


async def take_its_lock_away(ledger: Ledger) -> None:
    """What a failover or a cut connection does to a session."""
    admin = await asyncpg.connect(ledger.settings.admin_database_url())
    await admin.execute(
        """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
           WHERE application_name = 'ledger relay' AND datname = current_database()"""
    )
    await admin.close()


async def test_a_deposed_leader_that_thaws_saves_nothing(ledger: Ledger) -> None:
    await thaw_a_deposed_leader(ledger, "relay-pooled")
    await ledger.eventually(lambda: _says(ledger, ledger.processes[0], "Fenced"))
    await soon()
    assert await last_cursor(ledger) == 20
    assert len(await records(ledger.settings)) == 10 + 20
    await ledger.start("reader")
    await ledger.all_heard()
    await ledger.assert_each_heard_once_in_order()


async def test_control_without_the_epoch_a_deposed_leader_leads_on(ledger: Ledger) -> None:
    await thaw_a_deposed_leader(ledger, "relay-unfenced")
    await ledger.eventually(lambda: _sent(ledger, 10 + 20 + 10))


async def test_a_leader_whose_epoch_has_ended_counts_that_it_was_fenced_and_leads_again(ledger: Ledger) -> None:
    fenced, errors = FENCED._value.get(), RELAY_ERRORS._value.get()
    async with relaying(ledger), ledger.as_owner("ledger") as owner:
        await ledger.eventually(leads)
        await owner.execute("UPDATE relay SET epoch = epoch + 1")
        await say(ledger, Said("key", 1))
        await ledger.all_relayed()
    assert (FENCED._value.get(), RELAY_ERRORS._value.get()) == (fenced + 1, errors)


async def test_a_leader_looks_at_as_many_partitions_as_a_topic_can_have(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A client that waits at the end of each for more would never be done within the limit, and nobody would lead."""
    await add_partitions(ledger.settings, SHARDS)
    async with relaying(ledger):
        await say(ledger, *(Said(f"key-{number}", number) for number in range(2000)))
        await ledger.all_relayed()
    assert len({record.partition for record in await records(ledger.settings)}) == SHARDS
    monkeypatch.setattr("shared.events.relay.relay.TAKEOVER_TIMEOUT_SECONDS", 15)
    async with relaying(ledger):
        await ledger.eventually(leads)


async def _says(ledger: Ledger, process: asyncio.subprocess.Process, word: str) -> bool:
    return word in ledger.log_of(process)


async def _sent(ledger: Ledger, number: int) -> bool:
    return len(await records(ledger.settings)) == number


INSERT = """INSERT INTO outbox (topic, key, stream_version, key_hash, type, event_id, data, headers)
            SELECT topic, 'slow', 1, key_hash, type, gen_random_uuid(), data, headers FROM outbox LIMIT 1"""


@asynccontextmanager
async def writing_slowly(ledger: Ledger) -> AsyncIterator["asyncpg.Connection[Any]"]:
    """A transaction that has drawn an id and does not end by itself."""
    url = ledger.settings.database_url("ledger", "app")
    connection = await asyncpg.connect(url, server_settings={"search_path": "ledger"})
    await connection.execute("BEGIN")
    await connection.execute(INSERT)
    yield connection
    await connection.close()


async def prepare_then_take_over(ledger: Ledger) -> int:
    """Prepare a transaction that has drawn id 2, draw id 3, let a new leader take over; return how far it goes."""
    first = await ledger.start("relay")
    await say(ledger, Said("quick", 1))
    await ledger.all_relayed()
    async with writing_slowly(ledger) as slow:
        await slow.execute("PREPARE TRANSACTION 'proof'")
    first.kill()
    await first.wait()
    await say(ledger, Said("quick", 2))
    async with relaying(ledger):
        await ledger.eventually(leads)
        await soon()
        cursor = await last_cursor(ledger)
        async with units_of(ledger.settings, "ledger") as units, units.pool.acquire() as connection:
            await connection.execute("COMMIT PREPARED 'proof'")
        await ledger.all_relayed()
    return cursor


async def leads() -> bool:
    return LEADER._value.get() == 1


async def test_a_transaction_prepared_before_the_take_over_is_waited_for(ledger: Ledger) -> None:
    assert await prepare_then_take_over(ledger) == 1
    assert len(await records(ledger.settings)) == 3


async def test_control_a_leader_that_overlooks_what_is_prepared_loses_it(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    def overlook(_self: Horizon, _holder: str, _pid: int | None, _earlier: int | None, _cursor: int) -> int:
        return 1_000_000

    monkeypatch.setattr(Horizon, "_bound", overlook)
    assert await prepare_then_take_over(ledger) == 3
    assert len(await records(ledger.settings)) == 2


async def test_a_slow_transaction_holds_back_only_what_came_after_it(ledger: Ledger) -> None:
    async with relaying(ledger), reader_inbox(ledger) as inbox, reading(ledger, inbox):
        await say(ledger, Said("quick", 1))
        await ledger.all_heard()
        async with units_of(ledger.settings, "ledger") as units, units.open("slow", CAUSE) as slow:
            slow.emit(Said("slow", 1))
            await slow.flush()
            slow.discard_after(0)
            await say(ledger, Said("quick", 2))
            await soon()
            assert await last_cursor(ledger) == 1
        await ledger.all_heard()
        await ledger.assert_each_heard_once_in_order()
