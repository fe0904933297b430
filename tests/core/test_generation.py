"""A log that was restored goes on in a new life, and nothing that was written since the restore is lost."""

import asyncio

import asyncpg
import pytest
from aiokafka import ConsumerRecord

from shared.events.envelope import open_envelope, read_headers
from shared.events.metrics import LEADER_CHANGES
from shared.events.operating.status import read_relay
from shared.events.relay.generation import Raised, inspect_kafka, raise_generation
from shared.events.relay.leadership import lock_key, stop_leader
from tests.core.conftest import Ledger
from tests.core.hearing import heard, reader_inbox, reading, relaying, say, soon, until
from tests.core.kafka_admin import records
from tests.core.ledger import BY, TOPIC, Said, units_of
from tests.core.test_gaps import forget_the_newest


async def life_before(ledger: Ledger, keep: int) -> None:
    """Twenty events are said and heard; then a restore forgets all but the first."""
    async with relaying(ledger), reader_inbox(ledger) as inbox, reading(ledger, inbox):
        for number in range(20):
            await say(ledger, Said(f"key-{number % 3}", number))
        await ledger.all_heard()
    await restore(ledger, keep)


async def restore(ledger: Ledger, keep: int, cursor: int | None = None) -> None:
    """Restore a backup that had `keep` events, of which the relay had sent those up to `cursor`."""
    await forget_the_newest(ledger, keep)
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
        seen = await inspect_kafka(settings, "ledger", owner, [settings.topic(TOPIC)])
        everything = [row["event_id"] for row in await owner.fetch("SELECT event_id FROM outbox")]
        return await raise_generation(owner, seen.newest, seen.events if renumber else everything, BY)


@pytest.mark.parametrize("new_events", [3, 30])
async def test_nobody_leads_over_a_restored_log_however_far_requests_have_gone_on(
    ledger: Ledger, new_events: int
) -> None:
    await life_before(ledger, keep=10)
    for number in range(new_events):
        await say(ledger, Said("key-0", number))
    async with relaying(ledger):
        await soon()
        async with units_of(ledger.settings, "ledger") as units, units.pool.acquire() as connection:
            assert (await read_relay(connection, "ledger")).cursor == 10


@pytest.mark.parametrize("renumber", [True, False])
async def test_what_was_written_since_the_restore_gets_new_ids_and_is_heard(ledger: Ledger, renumber: bool) -> None:
    """The control leaves the ids as they are: consumers take the new events for duplicates of those that were lost."""
    await life_before(ledger, keep=10)
    for number in range(15):
        await say(ledger, Said("key-0", 100 + number))
    raised = await raise_it(ledger, renumber=renumber)
    assert (raised.generation, raised.renumbered) == (2, 15 if renumber else 0)
    async with relaying(ledger), reader_inbox(ledger) as inbox, reading(ledger, inbox):
        await say(ledger, Said("later", 1))
        await ledger.all_relayed()
        await soon()
    after = [number for _, number in await heard(ledger) if number >= 100]
    assert (after == list(range(100, 115))) == renumber
    assert ("later", 1) in await heard(ledger)
    assert len(await heard(ledger)) == len(set(await heard(ledger)))


async def test_a_raise_that_renumbers_nothing_is_led_over_more_than_once(ledger: Ledger) -> None:
    """The sequence was set and nothing drawn since: what it names is then the next id, not the last one."""
    await life_before(ledger, keep=10)
    raised = await raise_it(ledger)
    assert raised.renumbered == 0
    async with units_of(ledger.settings, "ledger") as units, units.pool.acquire() as connection:
        assert (await read_relay(connection, "ledger")).last_id == raised.next_id - 1
    async with reader_inbox(ledger) as inbox, reading(ledger, inbox):
        for number in (100, 101):
            async with relaying(ledger):
                await say(ledger, Said("key-0", number))
                await ledger.all_relayed()
        await until(ledger, heard_=22)


async def test_a_log_that_went_back_to_an_earlier_life_is_not_led_over(ledger: Ledger) -> None:
    await life_before(ledger, keep=10)
    await raise_it(ledger)
    async with relaying(ledger):
        await say(ledger, Said("key-0", 1))
        await ledger.all_relayed()
    await restore(ledger, keep=10)
    async with ledger.as_owner("ledger") as owner:
        await owner.execute("UPDATE relay SET generation = 1")
        seen = await inspect_kafka(ledger.settings, "ledger", owner, [ledger.settings.topic(TOPIC)])
        assert len(seen.current) > 0
        async with relaying(ledger):
            await say(ledger, Said("key-0", 2))
            await soon()
            assert (await read_relay(owner, "ledger")).cursor == 10


async def test_what_an_earlier_life_sent_is_not_missed_for_ever(ledger: Ledger) -> None:
    await life_before(ledger, keep=10)
    await raise_it(ledger)
    async with ledger.as_owner("ledger") as owner:
        seen = await inspect_kafka(ledger.settings, "ledger", owner, [ledger.settings.topic(TOPIC)])
    assert (len(seen.events) > 0, seen.current) == (True, frozenset())


async def test_what_both_have_keeps_its_id_and_is_not_heard_twice(ledger: Ledger) -> None:
    """The restored cursor stands before the log's end: what lies between was sent already."""
    await life_before(ledger, keep=10)
    await restore(ledger, keep=10, cursor=4)
    await say(ledger, Said("key-0", 100))
    assert await raise_it(ledger) == Raised(generation=2, next_id=21, renumbered=1)
    assert await ledger.fetch("ledger", "SELECT what, outcome FROM operator_log") == [
        ("generation_raised", "generation 2 begins at id 21; 1 events got new ids")
    ]
    async with relaying(ledger), reader_inbox(ledger) as inbox, reading(ledger, inbox):
        await ledger.all_relayed()
        await soon()
    assert sorted(number for _, number in await heard(ledger)) == [*range(20), 100]


@pytest.mark.parametrize("deposed", [True, False])
async def test_a_leader_that_leads_meanwhile_goes_on_in_the_new_generation(ledger: Ledger, deposed: bool) -> None:
    """The control raises behind the back of the leader, which goes on in the generation that it knows."""
    led = LEADER_CHANGES._value.get()
    async with relaying(ledger), reader_inbox(ledger) as inbox, reading(ledger, inbox):
        await say(ledger, Said("key", 1))
        await ledger.all_heard()
        async with ledger.as_owner("ledger") as owner:
            if deposed:
                await stop_leader(owner, "ledger")
            await say(ledger, Said("key", 2))
            await asyncio.sleep(1.5)
            assert (await read_relay(owner, "ledger")).backlog == (1 if deposed else 0)
            await raise_it(ledger)
        await say(ledger, Said("key", 3))
        await ledger.all_heard()
    await ledger.assert_each_heard_once_in_order()
    assert LEADER_CHANGES._value.get() == led + (2 if deposed else 1)
    assert [generation_of(record) for record in await records(ledger.settings)] == ([1, 2, 2] if deposed else [1, 1, 1])


def generation_of(record: ConsumerRecord) -> int:
    return open_envelope(record.topic, record.key, read_headers(record.headers)).chain.generation


async def test_a_leader_that_does_not_let_go_is_not_waited_for_for_ever(ledger: Ledger) -> None:
    async with units_of(ledger.settings, "ledger") as units, units.pool.acquire() as other:
        await other.execute("SELECT pg_advisory_lock($1)", lock_key("ledger"))
        async with ledger.as_owner("ledger") as owner:
            with pytest.raises(TimeoutError):
                await stop_leader(owner, "ledger", seconds=0.5)
