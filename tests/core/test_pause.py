"""An operator's pause takes effect within a second, loses nothing, and names the operator."""

import asyncio

import asyncpg
import pytest

from shared.events.inbox.inbox import Inbox
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
from tests.core.awaited import relay_is_paused
from tests.core.in_process import consumed, consuming, emit, reader_inbox, relaying, until
from tests.core.ledger import BY, TOPIC, Counted, units_of
from tests.core.ledger_under_test import Ledger

INSERT = """INSERT INTO outbox (topic, key, stream_version, key_hash, type, event_id, data, headers)
            VALUES ('t', 'k', 1, 0, 'x', gen_random_uuid(), '', '{}')"""


async def relay_status(ledger: Ledger) -> RelayStatus:
    async with units_of(ledger.settings, "ledger") as units, units.pool.acquire() as connection:
        return await read_relay(connection, "ledger")


async def has_waited_for_a_second(ledger: Ledger) -> bool:
    return ((await relay_status(ledger)).oldest_unrelayed_seconds or 0) > 1


async def is_paused(inbox: Inbox[str]) -> bool:
    return inbox.paused is not None


async def watermark(ledger: Ledger) -> Watermark:
    topic = ledger.settings.topic(TOPIC)
    async with units_of(ledger.settings, "reader") as reader, reader.pool.acquire() as connection:
        marks = await read_marks(connection, "reader", topic)
    async with units_of(ledger.settings, "ledger") as owner, owner.pool.acquire() as connection:
        return await read_watermark(connection, topic, marks)


async def test_a_paused_relay_sends_nothing_and_continues_where_it_stopped(ledger: Ledger) -> None:
    async with relaying(ledger), ledger.as_owner("ledger") as owner:
        await emit(ledger, Counted("key", 1))
        await ledger.all_relayed()
        assert await pause_relay(owner, BY)
        assert not await pause_relay(owner, Operator("another", "it is paused already"))
        await relay_is_paused(ledger)
        await emit(ledger, Counted("key", 2), Counted("key", 3))
        await ledger.eventually(lambda: has_waited_for_a_second(ledger))
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


async def test_a_relay_that_starts_while_paused_stays_paused(ledger: Ledger) -> None:
    async with ledger.as_owner("ledger") as owner:
        await pause_relay(owner, BY)
        await emit(ledger, Counted("key", 1))
        async with relaying(ledger):
            await relay_is_paused(ledger)
            assert (await relay_status(ledger)).backlog == 1
            await resume_relay(owner, BY)
            await ledger.all_relayed()


async def test_a_paused_consumer_applies_nothing_and_loses_nothing(ledger: Ledger) -> None:
    async with (
        relaying(ledger),
        reader_inbox(ledger) as inbox,
        consuming(ledger, inbox),
        inbox.units.pool.acquire() as connection,
    ):
        await emit(ledger, Counted("key", 1))
        await until(ledger, consumed_=1)
        assert await pause_consumer(connection, "reader", BY)
        assert not await pause_consumer(connection, "reader", BY)
        await emit(ledger, Counted("key", 2), Counted("key", 3))
        await ledger.all_relayed()
        await ledger.eventually(lambda: is_paused(inbox))
        assert await consumed(ledger) == [("key", 1)]
        mark = await watermark(ledger)
        assert (mark.last_id, mark.lag, list(mark.held_shards)) == (1, 2, [])
        assert BY.why in (await read_consumer_pause(connection, "reader") or "")
        assert await resume_consumer(connection, "reader", BY)
        await until(ledger, consumed_=3)
    assert (await watermark(ledger)).lag == 0
    await ledger.assert_each_consumed_once_in_order()


async def test_a_pause_may_outlast_the_groups_poll_interval(ledger: Ledger) -> None:
    """A consumer that holds a batch too long loses its partitions, gets them back, and applies the batch once."""
    async with (
        relaying(ledger),
        reader_inbox(ledger) as inbox,
        consuming(ledger, inbox, poll_ms=2_000) as running,
        inbox.units.pool.acquire() as connection,
    ):
        await emit(ledger, Counted("key", 1))
        await until(ledger, consumed_=1)
        await pause_consumer(connection, "reader", BY)
        await emit(ledger, Counted("key", 2))
        await asyncio.sleep(6)
        assert running.trouble() is None
        await resume_consumer(connection, "reader", BY)
        await emit(ledger, Counted("key", 3), Counted("other", 4))
        await until(ledger, consumed_=4)
    await ledger.assert_each_consumed_once_in_order()


async def test_a_pause_waits_for_the_current_batch(ledger: Ledger) -> None:
    """After the pause is committed nothing takes effect, not even a batch that was being applied."""
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
async def test_the_status_names_the_transaction_that_blocks_the_relay(ledger: Ledger, prepared: bool) -> None:
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
