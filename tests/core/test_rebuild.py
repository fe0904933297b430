"""A projection is rebuilt from exactly the events that were applied, once and in order, without emitting events."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from typing import Any

import pytest

from shared.events.envelope import Origin
from shared.events.feed.client import open_feeds
from shared.events.inbox.attempt import Dispatcher, Handler
from shared.events.inbox.verdict import ShardMark
from shared.events.operating.parked import ParkedFilter
from shared.events.operating.parking_history import discard
from shared.events.operating.rebuild import CannotRebuild, Progress, Projection, Rebuild, Rebuilt
from shared.events.operating.requeue import requeue
from shared.events.unit_of_work import UnitOfWork
from tests.core.awaited import reader_waits_for_a_lock
from tests.core.in_process import TOLERANT, consumed, consuming, emit, reader_inbox, relaying, until
from tests.core.ledger import BY, CAUSE, PREFIX, TOPIC, Counted, Numbers, record_number
from tests.core.ledger_under_test import Ledger
from tests.core.test_gaps import free_port
from tests.core.test_generation import raise_it, restore
from tests.core.test_pause import watermark

NOT_TOLERANT: Mapping[str, Handler[str]] = {f"{PREFIX}.number.counted.v1": record_number}


@pytest.fixture
async def feed(ledger: Ledger) -> str:
    port = str(free_port())
    await ledger.start("feed", http_port=port)

    async def answers() -> bool:
        with suppress(OSError):
            _, writer = await asyncio.open_connection("127.0.0.1", int(port))
            writer.close()
            return True
        return False

    await ledger.eventually(answers)
    return f"http://127.0.0.1:{port}"


@asynccontextmanager
async def rebuild_of(
    ledger: Ledger, feed: str, handlers: Mapping[str, Handler[str]] = NOT_TOLERANT, **how: Any
) -> AsyncIterator[Rebuild[str]]:
    projection = Projection("reader", ("consumed",), Dispatcher(Numbers(), handlers))
    addresses = {ledger.settings.topic(TOPIC): feed}
    async with ledger.as_owner("reader") as owner, open_feeds(addresses, "reader", "not checked here") as feeds:
        origin = Origin(ledger.settings.instance, "reader", PREFIX)
        yield Rebuild(UnitOfWork(owner, "reader", CAUSE, origin, datetime.now(UTC)), projection, feeds, **how)


async def rebuild(ledger: Ledger, feed: str, *, dry_run: bool = False, **how: Any) -> Rebuilt:
    async with rebuild_of(ledger, feed, **how) as rebuild:
        return await rebuild.run(BY, dry_run=dry_run)


async def damage(ledger: Ledger) -> None:
    """Damage the projection, as a wrong manual edit or a faulty handler would."""
    async with ledger.as_owner("reader") as owner:
        await owner.execute("DELETE FROM consumed WHERE number % 2 = 0")
        await owner.execute("UPDATE consumed SET number = -7 WHERE number % 3 = 0")


async def emit_and_consume(ledger: Ledger, count: int) -> None:
    async with relaying(ledger), reader_inbox(ledger) as inbox, consuming(ledger, inbox):
        await emit(ledger, *(Counted(f"key-{number % 7}", number) for number in range(count)))
        await until(ledger, consumed_=count)


async def test_a_damaged_projection_is_restored_and_no_event_is_emitted_again(ledger: Ledger, feed: str) -> None:
    seen: list[Progress] = []
    await emit_and_consume(ledger, 60)
    await damage(ledger)
    rebuilt = await rebuild(ledger, feed, watch=seen.append)
    assert (rebuilt.read, rebuilt.applied, rebuilt.skipped) == (60, 60, 0)
    assert (rebuilt.rows_before, rebuilt.rows_after) == ({"consumed": 30}, {"consumed": 60})
    assert [(progress.read, progress.at_id, progress.until_id) for progress in seen] == [(60, 60, 60)]
    assert await ledger.fetch("reader", "SELECT what, outcome FROM operator_log") == [
        ("projection_rebuilt", "consumed 30 -> 60 rows; 60 events read, 60 applied")
    ]
    await ledger.assert_each_consumed_once_in_order()


async def test_a_dry_run_and_a_refusal_change_nothing(ledger: Ledger, feed: str) -> None:
    await emit_and_consume(ledger, 10)
    await damage(ledger)
    damaged = await consumed(ledger)
    rebuilt = await rebuild(ledger, feed, dry_run=True)
    assert rebuilt.rows_after == {"consumed": 10}
    assert await ledger.fetch("reader", "SELECT * FROM operator_log") == []
    assert await consumed(ledger) == damaged

    async def refuse(_work: object, event: Any, _envelope: object) -> None:
        if event["number"] == 5:
            raise ValueError("no fives")

    with pytest.raises(
        CannotRebuild, match=r"event 6 of .*ledger\.v1 \(.*number\.counted\.v1\) is refused: .*no fives"
    ):
        await rebuild(ledger, feed, handlers=dict.fromkeys(TOLERANT, refuse))
    assert await consumed(ledger) == damaged


@pytest.mark.parametrize("with_the_lock", [True, False])
async def test_events_that_arrive_meanwhile_wait_and_take_effect_once(
    ledger: Ledger, feed: str, monkeypatch: pytest.MonkeyPatch, with_the_lock: bool
) -> None:
    """The control reads the marks without locking them and loses events that arrive before the tables are emptied."""
    await emit_and_consume(ledger, 10)

    async def unlocked(connection: Any, consumer: str, _shards: object) -> dict[tuple[str, int], ShardMark]:
        rows = await connection.fetch("SELECT topic, shard, last_id FROM inbox_mark WHERE consumer = $1", consumer)
        return {(row["topic"], row["shard"]): ShardMark("", row["last_id"], 1) for row in rows}

    if not with_the_lock:
        monkeypatch.setattr("shared.events.operating.rebuild.lock_marks", unlocked)
    async with (
        relaying(ledger),
        reader_inbox(ledger) as inbox,
        consuming(ledger, inbox),
        rebuild_of(ledger, feed) as rebuild,
    ):
        without_effect = rebuild._without_effect

        async def slowly() -> set[str]:
            await emit(ledger, Counted("key-1", 100))
            await (reader_waits_for_a_lock(ledger) if with_the_lock else until(ledger, consumed_=11))
            return await without_effect()

        monkeypatch.setattr(rebuild, "_without_effect", slowly)
        await rebuild.run(BY)
        if with_the_lock:
            await until(ledger, consumed_=11)
        mark = await watermark(ledger)
        assert (mark.lag, list(mark.held_shards)) == (0, [])
    assert (("key-1", 100) in await consumed(ledger)) == with_the_lock
    if with_the_lock:
        await ledger.assert_each_consumed_once_in_order()


async def test_parked_and_discarded_records_have_no_effect_until_requeued(ledger: Ledger, feed: str) -> None:
    async with relaying(ledger), reader_inbox(ledger) as inbox, consuming(ledger, inbox):
        await emit(
            ledger,
            Counted("good", 1),
            Counted("bad", -2),
            Counted("worse", -3),
            Counted("bad", 4),
        )
        await until(ledger, consumed_=1, parked_=3)
    async with reader_inbox(ledger, handlers=TOLERANT) as fixed, fixed.units.pool.acquire() as connection:
        await discard(connection, "reader", ParkedFilter(key="worse"), BY, None)
        rebuilt = await rebuild(ledger, feed, handlers=TOLERANT)
        assert (rebuilt.read, rebuilt.applied, rebuilt.skipped) == (4, 1, 3)
        assert await consumed(ledger) == [("good", 1)]
        assert [outcome.applied async for outcome in requeue(fixed, ParkedFilter(), BY)] == [2]
    assert await consumed(ledger) == [("good", 1), ("bad", 2), ("bad", 4)]


async def test_a_log_that_ends_before_the_marks_rebuilds_nothing(ledger: Ledger, feed: str) -> None:
    await emit_and_consume(ledger, 10)
    await restore(ledger, keep=5)
    with pytest.raises(CannotRebuild, match="ends before what was applied"):
        await rebuild(ledger, feed)
    assert len(await consumed(ledger)) == 10


@pytest.mark.parametrize("raised", [False, True])
async def test_events_that_the_owner_lost_can_be_given_up(ledger: Ledger, feed: str, raised: bool) -> None:
    await emit_and_consume(ledger, 10)
    await restore(ledger, keep=5)
    if raised:
        await raise_it(ledger)
    rebuilt = await rebuild(ledger, feed, give_up_lost=True)
    assert (rebuilt.read, rebuilt.applied) == (5, 5)
    assert sorted(number for _, number in await consumed(ledger)) == [*range(5)]
    await raise_it(ledger)
    async with relaying(ledger), reader_inbox(ledger) as inbox, consuming(ledger, inbox):
        await emit(ledger, *(Counted(f"key-{number % 7}", number) for number in range(10, 20)))
        await until(ledger, consumed_=15)


async def test_a_consumer_that_has_never_run_has_nothing_to_rebuild(ledger: Ledger, feed: str) -> None:
    with pytest.raises(CannotRebuild, match="its worker has never run"):
        await rebuild(ledger, feed)
