"""A projection is made anew from the events that were applied: exactly these, once, in order, and nothing is said."""

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
from tests.core.conftest import Ledger
from tests.core.hearing import TOLERANT, heard, reader_inbox, reading, relaying, say, soon, until
from tests.core.ledger import BY, CAUSE, PREFIX, TOPIC, Numbers, Said, write_down
from tests.core.test_gaps import free_port
from tests.core.test_generation import raise_it, restore
from tests.core.test_pause import watermark

NOT_TOLERANT: Mapping[str, Handler[str]] = {f"{PREFIX}.number.said.v1": write_down}


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
    projection = Projection("reader", ("heard",), Dispatcher(Numbers(), handlers))
    addresses = {ledger.settings.topic(TOPIC): feed}
    async with ledger.as_owner("reader") as owner, open_feeds(addresses, "reader", "not checked here") as feeds:
        origin = Origin(ledger.settings.instance, "reader", PREFIX)
        yield Rebuild(UnitOfWork(owner, "reader", CAUSE, origin, datetime.now(UTC)), projection, feeds, **how)


async def rebuild(ledger: Ledger, feed: str, *, dry_run: bool = False, **how: Any) -> Rebuilt:
    async with rebuild_of(ledger, feed, **how) as rebuild:
        return await rebuild.run(BY, dry_run=dry_run)


async def spoil(ledger: Ledger) -> None:
    """What a wrong hand, or a wrong handler, has done to the projection."""
    async with ledger.as_owner("reader") as owner:
        await owner.execute("DELETE FROM heard WHERE number % 2 = 0")
        await owner.execute("UPDATE heard SET number = -7 WHERE number % 3 = 0")


async def say_and_hear(ledger: Ledger, count: int) -> None:
    async with relaying(ledger), reader_inbox(ledger) as inbox, reading(ledger, inbox):
        await say(ledger, *(Said(f"key-{number % 7}", number) for number in range(count)))
        await until(ledger, heard_=count)


async def test_a_spoiled_projection_is_whole_again_and_nothing_is_said_again(ledger: Ledger, feed: str) -> None:
    seen: list[Progress] = []
    await say_and_hear(ledger, 60)
    await spoil(ledger)
    rebuilt = await rebuild(ledger, feed, watch=seen.append)
    assert (rebuilt.read, rebuilt.applied, rebuilt.skipped) == (60, 60, 0)
    assert (rebuilt.rows_before, rebuilt.rows_after) == ({"heard": 30}, {"heard": 60})
    assert [(progress.read, progress.at_id, progress.until_id) for progress in seen] == [(60, 60, 60)]
    assert await ledger.fetch("reader", "SELECT what, outcome FROM operator_log") == [
        ("projection_rebuilt", "heard 30 -> 60 rows; 60 events read, 60 applied")
    ]
    await ledger.assert_each_heard_once_in_order()


async def test_a_dry_run_and_a_refusal_change_nothing(ledger: Ledger, feed: str) -> None:
    await say_and_hear(ledger, 10)
    await spoil(ledger)
    spoiled = await heard(ledger)
    rebuilt = await rebuild(ledger, feed, dry_run=True)
    assert rebuilt.rows_after == {"heard": 10}
    assert await ledger.fetch("reader", "SELECT * FROM operator_log") == []
    assert await heard(ledger) == spoiled

    async def refuse(_work: object, event: Any, _envelope: object) -> None:
        if event["number"] == 5:
            raise ValueError("no fives")

    with pytest.raises(CannotRebuild, match=r"event 6 of .*ledger\.v1 \(.*number\.said\.v1\) is refused: .*no fives"):
        await rebuild(ledger, feed, handlers=dict.fromkeys(TOLERANT, refuse))
    assert await heard(ledger) == spoiled


@pytest.mark.parametrize("with_the_lock", [True, False])
async def test_what_arrives_meanwhile_waits_and_takes_effect_once(
    ledger: Ledger, feed: str, monkeypatch: pytest.MonkeyPatch, with_the_lock: bool
) -> None:
    """The control reads the marks without locking them: what arrives before the tables are emptied is lost."""
    await say_and_hear(ledger, 10)

    async def unlocked(connection: Any, consumer: str, _shards: object) -> dict[tuple[str, int], ShardMark]:
        rows = await connection.fetch("SELECT topic, shard, last_id FROM inbox_mark WHERE consumer = $1", consumer)
        return {(row["topic"], row["shard"]): ShardMark("", row["last_id"], 1) for row in rows}

    if not with_the_lock:
        monkeypatch.setattr("shared.events.operating.rebuild.lock_marks", unlocked)
    async with (
        relaying(ledger),
        reader_inbox(ledger) as inbox,
        reading(ledger, inbox),
        rebuild_of(ledger, feed) as rebuild,
    ):
        without_effect = rebuild._without_effect

        async def slowly() -> set[str]:
            await say(ledger, Said("key-1", 100))
            await (soon() if with_the_lock else until(ledger, heard_=11))
            return await without_effect()

        monkeypatch.setattr(rebuild, "_without_effect", slowly)
        await rebuild.run(BY)
        if with_the_lock:
            await until(ledger, heard_=11)
        mark = await watermark(ledger)
        assert (mark.lag, list(mark.held_shards)) == (0, [])
    assert (("key-1", 100) in await heard(ledger)) == with_the_lock
    if with_the_lock:
        await ledger.assert_each_heard_once_in_order()


async def test_what_is_parked_or_discarded_has_no_effect_until_it_is_requeued(ledger: Ledger, feed: str) -> None:
    async with relaying(ledger), reader_inbox(ledger) as inbox, reading(ledger, inbox):
        await say(ledger, Said("good", 1), Said("bad", -2), Said("worse", -3), Said("bad", 4))
        await until(ledger, heard_=1, parked_=3)
    async with reader_inbox(ledger, handlers=TOLERANT) as mended, mended.units.pool.acquire() as connection:
        await discard(connection, "reader", ParkedFilter(key="worse"), BY, None)
        rebuilt = await rebuild(ledger, feed, handlers=TOLERANT)
        assert (rebuilt.read, rebuilt.applied, rebuilt.skipped) == (4, 1, 3)
        assert await heard(ledger) == [("good", 1)]
        assert [outcome.applied async for outcome in requeue(mended, ParkedFilter(), BY)] == [2]
    assert await heard(ledger) == [("good", 1), ("bad", 2), ("bad", 4)]


async def test_a_log_that_ends_before_what_was_applied_rebuilds_nothing(ledger: Ledger, feed: str) -> None:
    await say_and_hear(ledger, 10)
    await restore(ledger, keep=5)
    with pytest.raises(CannotRebuild, match="ends before what was applied"):
        await rebuild(ledger, feed)
    assert len(await heard(ledger)) == 10


@pytest.mark.parametrize("raised", [False, True])
async def test_what_the_owner_has_lost_can_be_given_up(ledger: Ledger, feed: str, raised: bool) -> None:
    await say_and_hear(ledger, 10)
    await restore(ledger, keep=5)
    if raised:
        await raise_it(ledger)
    rebuilt = await rebuild(ledger, feed, give_up_lost=True)
    assert (rebuilt.read, rebuilt.applied) == (5, 5)
    assert sorted(number for _, number in await heard(ledger)) == [*range(5)]
    await raise_it(ledger)
    async with relaying(ledger), reader_inbox(ledger) as inbox, reading(ledger, inbox):
        await say(ledger, *(Said(f"key-{number % 7}", number) for number in range(10, 20)))
        await until(ledger, heard_=15)


async def test_a_consumer_that_has_never_run_has_nothing_to_rebuild(ledger: Ledger, feed: str) -> None:
    with pytest.raises(CannotRebuild, match="its worker has never run"):
        await rebuild(ledger, feed)
