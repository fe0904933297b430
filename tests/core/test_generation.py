"""A restored log continues in a new generation, and no event written since the restore is lost."""

import asyncio

import asyncpg
import pytest
from aiokafka import ConsumerRecord

from shared.events.envelope import open_envelope, read_headers
from shared.events.metrics import LEADER_CHANGES
from shared.events.operating.status import read_relay
from shared.events.relay.generation import LOG_LOCK_TIMEOUT_SECONDS, Raised, inspect_kafka, raise_generation
from shared.events.relay.leadership import lock_key, stop_leader
from tests.core.awaited import attempts_to_lead, everything_taken, refusals
from tests.core.in_process import consumed, consuming, emit, reader_inbox, relaying, until
from tests.core.kafka_admin import records
from tests.core.ledger import BY, CAUSE, TOPIC, Counted, units_of
from tests.core.ledger_under_test import Ledger
from tests.core.test_gaps import delete_the_newest


async def consume_then_restore(ledger: Ledger, keep: int) -> None:
    """Emit and consume twenty events, then restore a backup that has only the first `keep`."""
    async with relaying(ledger), reader_inbox(ledger) as inbox, consuming(ledger, inbox):
        for number in range(20):
            await emit(ledger, Counted(f"key-{number % 3}", number))
        await ledger.all_consumed()
    await restore(ledger, keep)


async def restore(ledger: Ledger, keep: int, cursor: int | None = None) -> None:
    """Restore a backup that had `keep` events, of which the relay had sent those up to `cursor`."""
    await delete_the_newest(ledger, keep)
    admin = await asyncpg.connect(ledger.settings.admin_database_url(), server_settings={"search_path": "ledger"})
    await admin.execute("UPDATE relay SET cursor = $1", cursor or keep)
    await admin.execute("DELETE FROM relay_tail")
    await admin.execute(
        """INSERT INTO relay_tail SELECT topic, key_hash % 128, max(id) FROM outbox, relay
           WHERE id <= relay.cursor GROUP BY 1, 2"""
    )
    await admin.close()


async def raise_it(ledger: Ledger, *, renumber: bool = True) -> Raised:
    settings = ledger.settings
    async with ledger.as_owner("ledger") as owner:
        in_kafka = await inspect_kafka(settings, "ledger", owner, [settings.topic(TOPIC)])
        everything = [row["event_id"] for row in await owner.fetch("SELECT event_id FROM outbox")]
        return await raise_generation(owner, in_kafka.newest, in_kafka.events if renumber else everything, BY)


@pytest.mark.parametrize("new_events", [3, 30])
async def test_a_restored_log_gets_no_leader_however_many_events_were_added(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, new_events: int
) -> None:
    refused = refusals(monkeypatch)
    await consume_then_restore(ledger, keep=10)
    for number in range(new_events):
        await emit(ledger, Counted("key-0", number))
    async with relaying(ledger):
        await refused.wait()
        async with units_of(ledger.settings, "ledger") as units, units.pool.acquire() as connection:
            assert (await read_relay(connection, "ledger")).cursor == 10


@pytest.mark.parametrize("renumber", [True, False])
async def test_events_written_since_the_restore_get_new_ids_and_are_consumed(ledger: Ledger, renumber: bool) -> None:
    """The control keeps the ids: consumers skip the new events as duplicates of the lost ones."""
    await consume_then_restore(ledger, keep=10)
    for number in range(15):
        await emit(ledger, Counted("key-0", 100 + number))
    raised = await raise_it(ledger, renumber=renumber)
    assert (raised.generation, raised.renumbered) == (2, 15 if renumber else 0)
    async with relaying(ledger), reader_inbox(ledger) as inbox, consuming(ledger, inbox):
        await emit(ledger, Counted("later", 1))
        await ledger.all_relayed()
        await everything_taken(ledger)
    after = [number for _, number in await consumed(ledger) if number >= 100]
    assert (after == list(range(100, 115))) == renumber
    assert ("later", 1) in await consumed(ledger)
    assert len(await consumed(ledger)) == len(set(await consumed(ledger)))


async def test_leaders_accept_a_raised_log_without_renumbered_events_more_than_once(ledger: Ledger) -> None:
    """The sequence was set and no id drawn since, so its value is the next id and not the last one."""
    await consume_then_restore(ledger, keep=10)
    raised = await raise_it(ledger)
    assert raised.renumbered == 0
    async with units_of(ledger.settings, "ledger") as units, units.pool.acquire() as connection:
        assert (await read_relay(connection, "ledger")).last_id == raised.next_id - 1
    async with reader_inbox(ledger) as inbox, consuming(ledger, inbox):
        for number in (100, 101):
            async with relaying(ledger):
                await emit(ledger, Counted("key-0", number))
                await ledger.all_relayed()
        await until(ledger, consumed_=22)


async def test_a_log_restored_to_an_earlier_generation_gets_no_leader(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = refusals(monkeypatch)
    await consume_then_restore(ledger, keep=10)
    await raise_it(ledger)
    async with relaying(ledger):
        await emit(ledger, Counted("key-0", 1))
        await ledger.all_relayed()
    await restore(ledger, keep=10)
    async with ledger.as_owner("ledger") as owner:
        await owner.execute("UPDATE relay SET generation = 1")
        in_kafka = await inspect_kafka(ledger.settings, "ledger", owner, [ledger.settings.topic(TOPIC)])
        assert len(in_kafka.current) > 0
        async with relaying(ledger):
            await emit(ledger, Counted("key-0", 2))
            await refused.wait()
            assert (await read_relay(owner, "ledger")).cursor == 10


async def test_events_of_an_earlier_generation_are_not_expected_in_the_log(ledger: Ledger) -> None:
    await consume_then_restore(ledger, keep=10)
    await raise_it(ledger)
    async with ledger.as_owner("ledger") as owner:
        in_kafka = await inspect_kafka(ledger.settings, "ledger", owner, [ledger.settings.topic(TOPIC)])
    assert (len(in_kafka.events) > 0, in_kafka.current) == (True, frozenset())


async def test_events_in_both_log_and_kafka_keep_their_ids_and_are_not_consumed_twice(ledger: Ledger) -> None:
    """The restored cursor is before the end of the log; the events in between were already sent."""
    await consume_then_restore(ledger, keep=10)
    await restore(ledger, keep=10, cursor=4)
    await emit(ledger, Counted("key-0", 100))
    assert await raise_it(ledger) == Raised(generation=2, next_id=21, renumbered=1)
    assert await ledger.fetch("ledger", "SELECT what, outcome FROM operator_log") == [
        ("generation_raised", "generation 2 begins at id 21; 1 events got new ids")
    ]
    async with relaying(ledger), reader_inbox(ledger) as inbox, consuming(ledger, inbox):
        await ledger.all_relayed()
        await everything_taken(ledger)
    assert sorted(number for _, number in await consumed(ledger)) == [*range(20), 100]


@pytest.mark.parametrize("stopped", [True, False])
async def test_a_leader_active_during_the_raise_continues_in_the_new_generation(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, stopped: bool
) -> None:
    """The control raises without stopping the leader, which continues in the old generation."""
    attempts = attempts_to_lead(ledger, monkeypatch)
    led = LEADER_CHANGES._value.get()
    async with relaying(ledger), reader_inbox(ledger) as inbox, consuming(ledger, inbox):
        await emit(ledger, Counted("key", 1))
        await ledger.all_consumed()
        async with ledger.as_owner("ledger") as owner:
            if stopped:
                await stop_leader(owner, "ledger")
            await emit(ledger, Counted("key", 2))
            await (attempts.more(2) if stopped else ledger.all_relayed())
            assert (await read_relay(owner, "ledger")).backlog == (1 if stopped else 0)
            await raise_it(ledger)
        await emit(ledger, Counted("key", 3))
        await ledger.all_consumed()
    await ledger.assert_each_consumed_once_in_order()
    assert LEADER_CHANGES._value.get() == led + (2 if stopped else 1)
    assert [generation_of(record) for record in await records(ledger.settings)] == ([1, 2, 2] if stopped else [1, 1, 1])


async def test_a_raise_behind_an_open_transaction_gives_up_soon_and_changes_nothing(ledger: Ledger) -> None:
    """While it waits, no other transaction can write the log."""
    async with units_of(ledger.settings, "ledger") as units, units.open("writer", CAUSE) as work:
        work.emit(Counted("key", 1))
        await work.flush()
        async with asyncio.timeout(LOG_LOCK_TIMEOUT_SECONDS + 5):
            with pytest.raises(asyncpg.LockNotAvailableError):
                await raise_it(ledger)
            await emit(ledger, Counted("other", 2))
        work.discard_after(0)
    assert await ledger.fetch("ledger", "SELECT generation FROM relay") == [(1,)]


def generation_of(record: ConsumerRecord) -> int:
    return open_envelope(record.topic, record.key, read_headers(record.headers)).chain.generation


async def test_stopping_a_leader_that_keeps_its_lock_times_out(ledger: Ledger) -> None:
    async with units_of(ledger.settings, "ledger") as units, units.pool.acquire() as other:
        await other.execute("SELECT pg_advisory_lock($1)", lock_key("ledger"))
        async with ledger.as_owner("ledger") as owner:
            with pytest.raises(TimeoutError):
                await stop_leader(owner, "ledger", seconds=0.5)
