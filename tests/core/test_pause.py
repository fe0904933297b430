"""An operator's pause is honoured within a second, loses nothing, and says who asked for it."""

import asyncio

import asyncpg
import pytest

from shared.events.inbox.marks import insert_marks
from shared.events.operating.pausing import pause_consumer, pause_relay, resume_consumer, resume_relay
from shared.events.operating.status import (
    RelayStatus,
    Watermark,
    read_consumer_pause,
    read_marks,
    read_relay,
    read_watermark,
)
from shared.events.operator_log import Operator, list_operations
from tests.core.conftest import Ledger
from tests.core.hearing import heard, reader_inbox, reading, relaying, say, soon, until
from tests.core.ledger import BY, TOPIC, Said, units_of

INSERT = """INSERT INTO outbox (topic, key, stream_version, key_hash, type, event_id, data, headers)
            VALUES ('t', 'k', 1, 0, 'x', gen_random_uuid(), '', '{}')"""


async def relay_status(ledger: Ledger) -> RelayStatus:
    async with units_of(ledger.settings, "ledger") as units, units.pool.acquire() as connection:
        return await read_relay(connection, "ledger")


async def watermark(ledger: Ledger) -> Watermark:
    topic = ledger.settings.topic(TOPIC)
    async with units_of(ledger.settings, "reader") as reader, reader.pool.acquire() as connection:
        marks = await read_marks(connection, "reader", topic)
    async with units_of(ledger.settings, "ledger") as owner, owner.pool.acquire() as connection:
        return await read_watermark(connection, topic, marks)


async def test_a_paused_relay_sends_nothing_and_goes_on_where_it_stopped(ledger: Ledger) -> None:
    async with relaying(ledger), ledger.as_owner("ledger") as owner:
        await say(ledger, Said("key", 1))
        await ledger.all_relayed()
        assert await pause_relay(owner, BY)
        assert not await pause_relay(owner, Operator("another", "it is paused already"))
        await asyncio.sleep(1)
        await say(ledger, Said("key", 2), Said("key", 3))
        await soon()
        paused = await relay_status(ledger)
        assert (paused.cursor, paused.last_id, paused.backlog, paused.leads) == (1, 3, 2, True)
        assert (paused.paused or "").startswith(BY.who)
        assert (paused.paused or "").endswith(BY.why)
        assert paused.oldest_unrelayed_seconds is not None
        assert paused.oldest_unrelayed_seconds > 1
        assert await resume_relay(owner, BY)
        assert not await resume_relay(owner, BY)
        await ledger.all_relayed()
    status = await relay_status(ledger)
    assert (status.cursor, status.backlog, status.paused) == (3, 0, None)


async def test_a_relay_that_starts_while_paused_stands_still_too(ledger: Ledger) -> None:
    async with ledger.as_owner("ledger") as owner:
        await pause_relay(owner, BY)
        await say(ledger, Said("key", 1))
        async with relaying(ledger):
            await soon()
            assert (await relay_status(ledger)).backlog == 1
            await resume_relay(owner, BY)
            await ledger.all_relayed()


async def test_a_paused_consumer_applies_nothing_and_loses_nothing(ledger: Ledger) -> None:
    async with (
        relaying(ledger),
        reader_inbox(ledger) as inbox,
        reading(ledger, inbox),
        inbox.units.pool.acquire() as connection,
    ):
        await say(ledger, Said("key", 1))
        await until(ledger, heard_=1)
        assert await pause_consumer(connection, "reader", BY)
        assert not await pause_consumer(connection, "reader", BY)
        await say(ledger, Said("key", 2), Said("key", 3))
        await ledger.all_relayed()
        await soon()
        assert await heard(ledger) == [("key", 1)]
        mark = await watermark(ledger)
        assert (mark.last_id, mark.lag, list(mark.held_shards)) == (1, 2, [])
        assert BY.why in (await read_consumer_pause(connection, "reader") or "")
        assert await resume_consumer(connection, "reader", BY)
        await until(ledger, heard_=3)
    assert (await watermark(ledger)).lag == 0
    await ledger.assert_each_heard_once_in_order()


async def test_a_pause_may_outlast_the_patience_of_the_group(ledger: Ledger) -> None:
    """Who holds a batch for too long loses its partitions; it gets them back, and what it held is no duplicate."""
    async with (
        relaying(ledger),
        reader_inbox(ledger) as inbox,
        reading(ledger, inbox, poll_ms=2_000) as hearing,
        inbox.units.pool.acquire() as connection,
    ):
        await say(ledger, Said("key", 1))
        await until(ledger, heard_=1)
        await pause_consumer(connection, "reader", BY)
        await say(ledger, Said("key", 2))
        await asyncio.sleep(6)
        assert hearing.trouble() is None
        await resume_consumer(connection, "reader", BY)
        await say(ledger, Said("key", 3), Said("other", 4))
        await until(ledger, heard_=4)
    await ledger.assert_each_heard_once_in_order()


async def test_a_pause_waits_for_the_batch_in_hand(ledger: Ledger) -> None:
    """After the pause has been committed nothing takes effect any more, not even what was being applied."""
    async with reader_inbox(ledger) as inbox, inbox.units.pool.acquire() as other, inbox.units.pool.acquire() as mine:
        topic = ledger.settings.topic(TOPIC)
        transaction = other.transaction()
        await transaction.start()
        await other.execute("SELECT 1 FROM inbox_mark WHERE topic = $1 AND shard = 3 FOR UPDATE", topic)
        pausing = asyncio.create_task(pause_consumer(mine, "reader", BY))
        await asyncio.sleep(0.3)
        assert not pausing.done()
        await transaction.commit()
        assert await pausing
        await insert_marks(mine, "reader", "another topic", "source")
        assert await mine.fetchval("SELECT count(*) FROM inbox_mark WHERE paused IS NULL") == 0


async def test_manual_operations_are_logged_unless_they_changed_nothing(ledger: Ledger) -> None:
    async with ledger.as_owner("reader") as owner, reader_inbox(ledger):
        await pause_relay(owner, BY)
        await pause_relay(owner, BY)
        await resume_relay(owner, Operator("another", "all is well"))
        await resume_relay(owner, BY)
    async with units_of(ledger.settings, "reader") as reader, reader.pool.acquire() as app:
        await pause_consumer(app, "reader", BY)
        await resume_consumer(app, "reader", BY)
        operations = await list_operations(app, limit=3)
        assert [(operation.who, operation.what, operation.why, operation.outcome) for operation in operations] == [
            (BY.who, "consumer_resumed", BY.why, "reader resumed"),
            (BY.who, "consumer_paused", BY.why, "reader paused"),
            ("another", "relay_resumed", "all is well", "resumed"),
        ]
        assert len(await list_operations(app, limit=100)) == 4
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await app.execute("DELETE FROM operator_log")


@pytest.mark.parametrize("prepared", [False, True])
async def test_who_holds_the_relay_up_is_named(ledger: Ledger, prepared: bool) -> None:
    async with units_of(ledger.settings, "ledger") as units, units.pool.acquire() as slow:
        pid = await slow.fetchval("SELECT pg_backend_pid()")
        await slow.execute("BEGIN")
        await slow.execute(INSERT)
        if prepared:
            await slow.execute("PREPARE TRANSACTION 'left behind'")
        await asyncio.sleep(0.2)
        blocker = (await relay_status(ledger)).blocked_by
        assert blocker is not None
        assert (blocker.pid, blocker.prepared) == ((None, "left behind") if prepared else (pid, None))
        assert (blocker.transaction_seconds or 0) >= 0.2
        if not prepared:
            assert (blocker.application, blocker.state) == ("ledger test", "idle in transaction")
            assert (blocker.query_seconds or 0) >= 0.2
        await slow.execute("ROLLBACK PREPARED 'left behind'" if prepared else "ROLLBACK")
        assert (await relay_status(ledger)).blocked_by is None
