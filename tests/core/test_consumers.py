"""Two consumers of one group, and a consumer after a restore: first contact, rebalances, a restored database."""

import asyncio
from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import asyncpg
import pytest

from shared.events.inbox import batch as batch_module
from shared.events.inbox.inbox import Inbox
from shared.events.inbox.marks import lock_marks, save_marks
from shared.events.inbox.subscription import Assignment
from shared.events.inbox.verdict import ShardMark
from shared.events.keys import ShardKey
from shared.events.metrics import RECORDS
from shared.postgres.connections import Connection
from tests.core.in_process import consumed, consuming, emit, reader_inbox, relaying
from tests.core.kafka_admin import fetched_batch
from tests.core.ledger import PREFIX, Counted, record_number
from tests.core.ledger_under_test import Ledger
from tests.core.test_gaps import start_reader_with_feed


async def slowly(work: Any, event: Any, envelope: Any) -> None:
    """The reader's effect, slow enough for another consumer to do the same."""
    await asyncio.sleep(0.05)
    await record_number(work, event, envelope)


SLOW = {f"{PREFIX}.number.counted.v1": slowly}


async def emit_and_relay(ledger: Ledger, *events: Counted) -> None:
    async with relaying(ledger):
        await emit(ledger, *events)
        await ledger.all_relayed()


async def apply_concurrently(ledger: Ledger) -> None:
    """Two consumers receive the very first batch at the same time."""
    await emit_and_relay(ledger, *(Counted("key", number) for number in range(5)))
    batch = await fetched_batch(ledger)
    async with reader_inbox(ledger, handlers=SLOW) as one, reader_inbox(ledger, handlers=SLOW) as other:
        await asyncio.gather(one.apply(batch), other.apply(batch))


async def test_one_of_two_new_consumers_applies_the_first_batch(ledger: Ledger) -> None:
    await apply_concurrently(ledger)
    await ledger.assert_each_consumed_once_in_order()


async def test_control_without_inserted_marks_both_apply(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    async def lock_existing(
        connection: Connection, consumer: str, shards: Collection[ShardKey]
    ) -> dict[ShardKey, ShardMark]:
        existing = await lock_marks(connection, consumer, shards)
        return {
            shard: existing.get(shard) or ShardMark(f"/{ledger.settings.instance}/ledger", 0, 1) for shard in shards
        }

    async def save_or_insert(connection: Connection, consumer: str, marks: Mapping[ShardKey, ShardMark]) -> None:
        await connection.executemany(
            """INSERT INTO inbox_mark (consumer, source, topic, shard, last_id) VALUES ($1, $2, $3, $4, $5)
               ON CONFLICT DO NOTHING""",
            [(consumer, mark.source, *shard, mark.last_id) for shard, mark in marks.items()],
        )
        await save_marks(connection, consumer, marks)

    async def insert_none(*_arguments: object) -> None:
        return None

    monkeypatch.setattr("tests.core.ledger.insert_marks", insert_none)
    monkeypatch.setattr(batch_module, "lock_marks", lock_existing)
    monkeypatch.setattr(batch_module, "save_marks", save_or_insert)
    await apply_concurrently(ledger)
    assert len(await consumed(ledger)) == 10


async def rebalance_in_mid_batch(ledger: Ledger) -> float:
    """Let a second consumer join while the first applies a batch; return the number of duplicates skipped."""
    await emit_and_relay(ledger, *(Counted(f"key-{number % 9}", number) for number in range(60)))
    duplicates = RECORDS.labels("reader", "duplicate")
    before = duplicates._value.get()
    async with reader_inbox(ledger, handlers=SLOW) as one, reader_inbox(ledger) as other:
        first_handled = asyncio.Event()
        one.dispatcher = replace(one.dispatcher, handlers={f"{PREFIX}.number.counted.v1": signalling(first_handled)})
        async with consuming(ledger, one):
            await first_handled.wait()
            async with consuming(ledger, other):
                await ledger.all_consumed()
                # Each of these follows the records of its key that a consumer may be reading again.
                await emit_and_relay(ledger, *(Counted(f"key-{number}", 60 + number) for number in range(9)))
                await ledger.all_consumed()
    await ledger.assert_each_consumed_once_in_order()
    return float(duplicates._value.get() - before)


def signalling(reached: asyncio.Event) -> Any:
    async def handle(work: Any, event: Any, envelope: Any) -> None:
        reached.set()
        await slowly(work, event, envelope)

    return handle


async def test_a_rebalance_waits_for_the_current_batch(ledger: Ledger) -> None:
    assert await rebalance_in_mid_batch(ledger) == 0


async def test_control_without_draining_a_rebalance_causes_duplicates_which_the_marks_skip(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def give_up_immediately(self: Assignment, _revoked: object) -> None:
        self.sought.clear()

    monkeypatch.setattr(Assignment, "on_partitions_revoked", give_up_immediately)
    assert await rebalance_in_mid_batch(ledger) > 0


async def test_records_delivered_before_the_offsets_are_known_are_read_again(ledger: Ledger) -> None:
    await emit_and_relay(ledger, *(Counted(f"key-{number}", number) for number in range(20)))
    async with reader_inbox(ledger) as inbox:
        delay_offsets(inbox)
        async with consuming(ledger, inbox):
            await ledger.all_consumed()
    await ledger.assert_each_consumed_once_in_order()


async def test_control_a_new_partition_that_is_not_sought_loses_the_delivered_records(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Assignment, "on_partitions_assigned", seek_saved_offsets_only)
    await emit_and_relay(ledger, *(Counted(f"key-{number}", number) for number in range(20)))
    async with reader_inbox(ledger) as inbox:
        delay_offsets(inbox)
        async with consuming(ledger, inbox):
            await asyncio.sleep(5)
    assert await consumed(ledger) == []


def delay_offsets(inbox: Inbox[str]) -> None:
    """Delay loading the saved offsets."""
    offsets = inbox.offsets

    async def delayed() -> dict[tuple[str, int], int]:
        await asyncio.sleep(0.7)
        return await offsets()

    inbox.offsets = delayed  # type: ignore[method-assign]


async def seek_saved_offsets_only(self: Assignment, assigned: Collection[Any]) -> None:
    offsets = await self._inbox.offsets()
    for partition in assigned:
        if (partition.topic, partition.partition) in offsets:
            self.subscriber.consumer.seek(partition, offsets[partition.topic, partition.partition])
    self.sought.set()


async def not_seeking(self: Assignment, _assigned: Collection[Any]) -> None:
    self.sought.set()


@asynccontextmanager
async def restored_to_now(ledger: Ledger) -> AsyncIterator[None]:
    """Back up the reader's tables, and restore them after the block."""
    connection = await asyncpg.connect(ledger.settings.admin_database_url(), server_settings={"search_path": "reader"})
    tables = ("inbox_mark", "inbox_offset", "consumed", "outbox", "stream")
    for table in tables:
        await connection.execute(f"CREATE TABLE backup_{table} AS TABLE {table}")
    yield
    async with connection.transaction():
        for table in tables:
            await connection.execute(f"TRUNCATE {table}")
            await connection.execute(f"INSERT INTO {table} OVERRIDING SYSTEM VALUE SELECT * FROM backup_{table}")  # noqa: S608
    await connection.close()


async def restore_an_old_backup(ledger: Ledger) -> None:
    """Consume ten events, take a backup, consume ten more, and restore."""
    async with relaying(ledger), reader_inbox(ledger) as inbox:
        async with consuming(ledger, inbox):
            await emit(ledger, *(Counted(f"key-{number % 3}", number) for number in range(10)))
            await ledger.all_consumed()
        async with restored_to_now(ledger), consuming(ledger, inbox):
            await emit(ledger, *(Counted(f"key-{number % 3}", number) for number in range(10, 20)))
            await ledger.all_consumed()
    assert len(await consumed(ledger)) == 10


async def test_a_restored_consumer_reads_the_lost_records_again(ledger: Ledger) -> None:
    await restore_an_old_backup(ledger)
    async with reader_inbox(ledger) as inbox, consuming(ledger, inbox):
        await ledger.all_consumed()
    await ledger.assert_each_consumed_once_in_order()


async def test_control_without_seeking_a_gap_appears_and_the_feed_closes_it(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    await restore_an_old_backup(ledger)
    with monkeypatch.context() as patch:
        patch.setattr(Assignment, "on_partitions_assigned", not_seeking)
        async with relaying(ledger), reader_inbox(ledger) as inbox, consuming(ledger, inbox):
            await emit(ledger, *(Counted(f"key-{number % 3}", number) for number in range(20, 30)))
            await ledger.eventually(lambda: _some_are_held(ledger))
            assert len(await consumed(ledger)) == 10
    await start_reader_with_feed(ledger)
    await ledger.all_consumed()
    await ledger.assert_each_consumed_once_in_order()


async def _some_are_held(ledger: Ledger) -> bool:
    return bool(await ledger.fetch("reader", "SELECT 1 FROM inbox_mark WHERE held"))


async def test_a_consumer_that_cannot_load_its_offsets_reports_it_until_it_can(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The report ends even if no further event arrives."""
    async with reader_inbox(ledger) as inbox:
        inbox.retry_seconds = 0.05
        errors, reported, offsets = [LookupError("no such column")] * 2, [], inbox.offsets

        async def at_last() -> dict[tuple[str, int], int]:
            reported.append(inbox.halted)
            if errors:
                raise errors.pop()
            return await offsets()

        async def reads() -> bool:
            return len(reported) == 3 and inbox.halted is None

        monkeypatch.setattr(inbox, "offsets", at_last)
        async with consuming(ledger, inbox):
            await ledger.eventually(reads)
            assert reported == [None, *["the saved offsets cannot be read: LookupError: no such column"] * 2]
            await emit_and_relay(ledger, Counted("key", 1))
            await ledger.all_consumed()
