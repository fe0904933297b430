"""Consumers against each other and against their own past: first contact, rebalances, a restored database."""

import asyncio
from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import asyncpg
import pytest

from shared.events.inbox import inbox as inbox_module
from shared.events.inbox.inbox import Inbox
from shared.events.inbox.marks import lock_marks, save_marks
from shared.events.inbox.subscription import _Assignment
from shared.events.inbox.verdict import ShardMark
from shared.events.keys import ShardKey
from shared.events.metrics import RECORDS
from shared.postgres.connections import Connection
from tests.core.conftest import Ledger
from tests.core.hearing import heard, reader_inbox, reading, relaying, say, soon
from tests.core.kafka_admin import arrived
from tests.core.ledger import PREFIX, Said, write_down
from tests.core.test_gaps import start_reader_with_feed


async def slowly(work: Any, event: Any, envelope: Any) -> None:
    """The reader's effect, which leaves another consumer time to do the same."""
    await asyncio.sleep(0.05)
    await write_down(work, event, envelope)


SLOW = {f"{PREFIX}.number.said.v1": slowly}


async def say_and_relay(ledger: Ledger, *events: Said) -> None:
    async with relaying(ledger):
        await say(ledger, *events)
        await ledger.all_relayed()


async def apply_at_once(ledger: Ledger) -> None:
    """Two consumers get the first batch of all at the same moment."""
    await say_and_relay(ledger, *(Said("key", number) for number in range(5)))
    batch = await arrived(ledger)
    async with reader_inbox(ledger, handlers=SLOW) as one, reader_inbox(ledger, handlers=SLOW) as other:
        await asyncio.gather(one.apply(batch), other.apply(batch))


async def test_of_two_consumers_at_first_contact_one_applies(ledger: Ledger) -> None:
    await apply_at_once(ledger)
    await ledger.assert_each_heard_once_in_order()


async def test_control_without_marks_made_ahead_both_apply(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    async def lock_what_is_there(
        connection: Connection, consumer: str, shards: Collection[ShardKey]
    ) -> dict[ShardKey, ShardMark]:
        there = await lock_marks(connection, consumer, shards)
        return {shard: there.get(shard) or ShardMark(f"/{ledger.settings.instance}/ledger", 0, 1) for shard in shards}

    async def save_or_make(connection: Connection, consumer: str, marks: Mapping[ShardKey, ShardMark]) -> None:
        await connection.executemany(
            """INSERT INTO inbox_mark (consumer, source, topic, shard, last_id) VALUES ($1, $2, $3, $4, $5)
               ON CONFLICT DO NOTHING""",
            [(consumer, mark.source, *shard, mark.last_id) for shard, mark in marks.items()],
        )
        await save_marks(connection, consumer, marks)

    async def make_none(*_arguments: object) -> None:
        return None

    monkeypatch.setattr("tests.core.ledger.insert_marks", make_none)
    monkeypatch.setattr(inbox_module, "lock_marks", lock_what_is_there)
    monkeypatch.setattr(inbox_module, "save_marks", save_or_make)
    await apply_at_once(ledger)
    assert len(await heard(ledger)) == 10


async def rebalance_in_mid_batch(ledger: Ledger) -> float:
    """Let a second consumer join while the first has a batch in hand; return how many duplicates were skipped."""
    await say_and_relay(ledger, *(Said(f"key-{number % 9}", number) for number in range(60)))
    duplicates = RECORDS.labels("reader", "duplicate")
    before = duplicates._value.get()
    async with reader_inbox(ledger, handlers=SLOW) as one, reader_inbox(ledger) as other:
        took_one = asyncio.Event()
        one.dispatcher = replace(one.dispatcher, handlers={f"{PREFIX}.number.said.v1": noticing(took_one)})
        async with reading(ledger, one):
            await took_one.wait()
            async with reading(ledger, other):
                await ledger.all_heard()
                await soon()
    await ledger.assert_each_heard_once_in_order()
    return float(duplicates._value.get() - before)


def noticing(event: asyncio.Event) -> Any:
    async def handle(work: Any, said: Any, envelope: Any) -> None:
        event.set()
        await slowly(work, said, envelope)

    return handle


async def test_a_rebalance_waits_for_the_batch_in_hand(ledger: Ledger) -> None:
    assert await rebalance_in_mid_batch(ledger) == 0


async def test_control_without_draining_a_rebalance_brings_duplicates_which_the_marks_skip(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def give_away_at_once(self: _Assignment, _revoked: object) -> None:
        self.sought.clear()

    monkeypatch.setattr(_Assignment, "on_partitions_revoked", give_away_at_once)
    assert await rebalance_in_mid_batch(ledger) > 0


async def test_what_is_handed_out_before_the_offsets_are_known_is_read_again(ledger: Ledger) -> None:
    await say_and_relay(ledger, *(Said(f"key-{number}", number) for number in range(20)))
    async with reader_inbox(ledger) as inbox:
        be_slow(inbox)
        async with reading(ledger, inbox):
            await ledger.all_heard()
    await ledger.assert_each_heard_once_in_order()


async def test_control_a_new_partition_that_is_not_sought_loses_what_was_handed_out(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_Assignment, "on_partitions_assigned", seek_only_what_is_saved)
    await say_and_relay(ledger, *(Said(f"key-{number}", number) for number in range(20)))
    async with reader_inbox(ledger) as inbox:
        be_slow(inbox)
        async with reading(ledger, inbox):
            await asyncio.sleep(5)
    assert await heard(ledger) == []


def be_slow(inbox: Inbox[str]) -> None:
    """Let the database take a while to say where to read on."""
    offsets = inbox.offsets

    async def after_a_while() -> dict[tuple[str, int], int]:
        await asyncio.sleep(0.7)
        return await offsets()

    inbox.offsets = after_a_while  # type: ignore[method-assign]


async def seek_only_what_is_saved(self: _Assignment, assigned: Collection[Any]) -> None:
    offsets = await self._inbox.offsets()
    for place in assigned:
        if (place.topic, place.partition) in offsets:
            self.subscriber.consumer.seek(place, offsets[place.topic, place.partition])
    self.sought.set()


async def not_seeking(self: _Assignment, _assigned: Collection[Any]) -> None:
    self.sought.set()


@asynccontextmanager
async def restored_to_now(ledger: Ledger) -> AsyncIterator[None]:
    """Take a base backup of the reader, and after the block put it in place of what has come since."""
    connection = await asyncpg.connect(ledger.settings.admin_database_url(), server_settings={"search_path": "reader"})
    tables = ("inbox_mark", "inbox_offset", "heard", "outbox", "stream")
    for table in tables:
        await connection.execute(f"CREATE TABLE backup_{table} AS TABLE {table}")
    yield
    async with connection.transaction():
        for table in tables:
            await connection.execute(f"TRUNCATE {table}")
            await connection.execute(f"INSERT INTO {table} OVERRIDING SYSTEM VALUE SELECT * FROM backup_{table}")  # noqa: S608
    await connection.close()


async def restore_an_old_backup(ledger: Ledger) -> None:
    """Hear ten, take a backup, hear ten more, and restore."""
    async with relaying(ledger), reader_inbox(ledger) as inbox:
        async with reading(ledger, inbox):
            await say(ledger, *(Said(f"key-{number % 3}", number) for number in range(10)))
            await ledger.all_heard()
        async with restored_to_now(ledger), reading(ledger, inbox):
            await say(ledger, *(Said(f"key-{number % 3}", number) for number in range(10, 20)))
            await ledger.all_heard()
    assert len(await heard(ledger)) == 10


async def test_a_restored_consumer_reads_again_what_it_lost(ledger: Ledger) -> None:
    await restore_an_old_backup(ledger)
    async with reader_inbox(ledger) as inbox, reading(ledger, inbox):
        await ledger.all_heard()
    await ledger.assert_each_heard_once_in_order()


async def test_control_without_seeking_a_gap_appears_and_the_feed_closes_it(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    await restore_an_old_backup(ledger)
    with monkeypatch.context() as patch:
        patch.setattr(_Assignment, "on_partitions_assigned", not_seeking)
        async with relaying(ledger), reader_inbox(ledger) as inbox, reading(ledger, inbox):
            await say(ledger, *(Said(f"key-{number % 3}", number) for number in range(20, 30)))
            await ledger.eventually(lambda: _some_are_held(ledger))
            assert len(await heard(ledger)) == 10
    await start_reader_with_feed(ledger)
    await ledger.all_heard()
    await ledger.assert_each_heard_once_in_order()


async def _some_are_held(ledger: Ledger) -> bool:
    return bool(await ledger.fetch("reader", "SELECT 1 FROM inbox_mark WHERE held"))


async def test_who_cannot_read_its_offsets_says_so_until_it_can(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where no event comes that would take it back."""
    async with reader_inbox(ledger) as inbox:
        inbox.retry_seconds = 0.05
        errors, said, offsets = [LookupError("no such column")] * 2, [], inbox.offsets

        async def at_last() -> dict[tuple[str, int], int]:
            said.append(inbox.halted)
            if errors:
                raise errors.pop()
            return await offsets()

        async def reads() -> bool:
            return len(said) == 3 and inbox.halted is None

        monkeypatch.setattr(inbox, "offsets", at_last)
        async with reading(ledger, inbox):
            await ledger.eventually(reads)
            assert said == [None, *["the saved offsets cannot be read: LookupError: no such column"] * 2]
            await say_and_relay(ledger, Said("key", 1))
            await ledger.all_heard()
