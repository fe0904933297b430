"""Parked records take effect later, once and in order, even if others arrive meanwhile, or are discarded."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from shared.events.envelope import Chain, Origin
from shared.events.inbox.inbox import Inbox
from shared.events.keys import key_hash, shard_of
from shared.events.operating.parked import ParkedFilter, count_parked, find_parked, find_parked_keys
from shared.events.operating.parking_history import discard
from shared.events.operating.requeue import Outcome, requeue, requeue_known_types
from shared.events.operator_log import list_operations
from shared.events.record import Record
from shared.events.unit_of_work import UnitOfWork
from tests.core.awaited import everything_taken, reader_waits_for_a_lock
from tests.core.in_process import (
    NEW_TYPE,
    NEWER,
    TOLERANT,
    NewerNumbers,
    consumed,
    consuming,
    emit,
    parked,
    reader_inbox,
    record_any_number,
    relaying,
    until,
)
from tests.core.ledger import BY, CAUSE, PREFIX, Counted
from tests.core.ledger_under_test import Ledger

ALL = ParkedFilter()


async def run(inbox: Inbox[str], wanted: ParkedFilter = ALL, **how: Any) -> list[Outcome]:
    return [outcome async for outcome in requeue(inbox, wanted, BY, **how)]


async def park_bad(ledger: Ledger, *events: Counted, records: int) -> None:
    """Let the strict version of the reader park records that it cannot apply."""
    async with relaying(ledger), reader_inbox(ledger) as inbox, consuming(ledger, inbox):
        await emit(ledger, *events)
        await until(ledger, parked_=records)


async def history(ledger: Ledger) -> list[tuple[str, str, str]]:
    return await ledger.fetch("reader", "SELECT what, key, who FROM parked_history ORDER BY id")


async def test_a_key_is_requeued_in_order_with_the_events_that_it_emits(ledger: Ledger) -> None:
    await park_bad(ledger, Counted("bad", -1), Counted("bad", 2), Counted("bad", 3), records=3)
    async with reader_inbox(ledger, handlers=TOLERANT) as fixed:
        outcomes = await run(fixed)
    assert [(outcome.key, outcome.applied, outcome.left) for outcome in outcomes] == [("bad", 3, 0)]
    assert await consumed(ledger) == [("bad", 1), ("bad", 2), ("bad", 3)]
    assert await ledger.fetch("reader", "SELECT key, stream_version FROM outbox ORDER BY id") == [
        ("bad", 1),
        ("bad", 2),
        ("bad", 3),
    ]
    assert await ledger.fetch("reader", "SELECT * FROM parked_key") == []
    assert await history(ledger) == [("requeued", "bad", BY.who)] * 3
    async with reader_inbox(ledger) as inbox, inbox.units.pool.acquire() as connection:
        (newest, *_) = operations = await list_operations(connection, 10)
    assert len(operations) == 3
    assert (newest.what, newest.who, newest.why) == ("parked_requeued", BY.who, BY.why)
    assert "key bad, behind:" in newest.outcome


async def test_a_record_that_fails_again_keeps_its_key_parked_with_the_new_reason(ledger: Ledger) -> None:
    await park_bad(
        ledger,
        Counted("bad", 1),
        Counted("bad", -2),
        Counted("bad", 3),
        Counted("other", -1),
        records=3,
    )
    async with reader_inbox(ledger) as unfixed:
        outcomes = await run(unfixed, ParkedFilter(key="bad"))
        assert [(outcome.applied, outcome.left) for outcome in outcomes] == [(0, 2)]
        assert outcomes[0].stopped_by is not None
        assert outcomes[0].stopped_by.reason == "refused"
        async with unfixed.units.pool.acquire() as connection:
            assert await count_parked(connection, "reader") == {"behind": 1, "refused": 2}
    assert await consumed(ledger) == [("bad", 1)]
    assert await history(ledger) == [("refused_again", "bad", BY.who)]


async def test_a_dry_run_changes_nothing(ledger: Ledger) -> None:
    await park_bad(ledger, Counted("bad", -1), Counted("bad", 2), records=2)
    async with reader_inbox(ledger, handlers=TOLERANT) as fixed:
        outcomes = await run(fixed, dry_run=True)
    assert [(outcome.applied, outcome.left, outcome.stopped_by) for outcome in outcomes] == [(2, 0, None)]
    assert await consumed(ledger) == []
    assert await history(ledger) == []
    assert await parked(ledger) == [("bad", "refused"), ("bad", "behind")]
    assert await ledger.fetch("reader", "SELECT count(*) FROM outbox") == [(0,)]


async def test_a_limit_stops_within_a_key_and_the_rest_follows_later(ledger: Ledger) -> None:
    await park_bad(ledger, *(Counted("bad", -number) for number in (1, 2, 3)), Counted("worse", -1), records=4)
    async with reader_inbox(ledger, handlers=TOLERANT) as fixed:
        outcomes = await run(fixed, ParkedFilter(key="bad"), limit=2)
        assert [(outcome.applied, outcome.left) for outcome in outcomes] == [(2, 1)]
        assert sum(outcome.applied for outcome in await run(fixed, limit=1)) == 1
        await run(fixed)
    assert [number for key, number in await consumed(ledger) if key == "bad"] == [1, 2, 3]
    assert ("worse", 1) in await consumed(ledger)
    assert await parked(ledger) == []


@pytest.mark.parametrize("with_the_lock", [True, False])
async def test_a_batch_that_arrives_while_its_key_is_requeued_waits(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, with_the_lock: bool
) -> None:
    """The control requeues without the key's lock: the event that arrives meanwhile stays parked behind nothing."""
    await park_bad(ledger, Counted("bad", -1), Counted("bad", 2), records=2)
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def slowly(work: UnitOfWork[str], event: Any, envelope: Any) -> None:
        await record_any_number(work, event, envelope)
        begun.set()
        await go_on.wait()

    async def unlocked(_connection: object, _consumer: str, keys: list[tuple[str, str]]) -> set[tuple[str, str]]:
        return set(keys)

    if not with_the_lock:
        monkeypatch.setattr("shared.events.operating.requeue.lock_parked_keys", unlocked)
    slow = dict.fromkeys(TOLERANT, slowly)
    async with (
        relaying(ledger),
        reader_inbox(ledger, handlers=slow) as fixed,
        reader_inbox(ledger) as inbox,
        consuming(ledger, inbox),
    ):
        requeueing = asyncio.create_task(run(fixed))
        await begun.wait()
        await emit(ledger, Counted("bad", 4))
        await (reader_waits_for_a_lock(ledger) if with_the_lock else until(ledger, parked_=3))
        before = await consumed(ledger), len(await parked(ledger))
        go_on.set()
        await requeueing
        await everything_taken(ledger)
    assert before == ([], 2 if with_the_lock else 3)
    assert (await consumed(ledger) == [("bad", 1), ("bad", 2), ("bad", 4)]) == with_the_lock
    assert (await parked(ledger) == []) == with_the_lock


async def test_two_concurrent_requeues_apply_each_record_once(ledger: Ledger) -> None:
    await park_bad(ledger, *(Counted(f"bad-{nth}", -nth) for nth in range(1, 9)), records=8)
    async with reader_inbox(ledger, handlers=TOLERANT) as one, reader_inbox(ledger, handlers=TOLERANT) as other:
        await asyncio.gather(run(one), run(other))
    assert sorted(await consumed(ledger)) == [(f"bad-{nth}", nth) for nth in range(1, 9)]
    assert len(await history(ledger)) == 8


async def test_an_unknown_type_takes_effect_by_itself_once_a_version_knows_it(ledger: Ledger) -> None:
    await park_bad(ledger, Counted("key", 1, type=NEW_TYPE), Counted("key", 2), Counted("bad", -1), records=3)
    async with reader_inbox(ledger) as old:
        await requeue_known_types(old)
    assert await consumed(ledger) == []
    async with reader_inbox(ledger, NewerNumbers(), NEWER) as new:
        await requeue_known_types(new)
    assert await consumed(ledger) == [("key", 1), ("key", 2)]
    assert await parked(ledger) == [("bad", "refused")]
    assert await history(ledger) == [("requeued", "key", "system:reader")] * 2


async def test_a_discarded_record_has_no_effect_and_stays_in_the_history(ledger: Ledger) -> None:
    await park_bad(ledger, Counted("bad", -1), Counted("bad", 2), Counted("worse", -1), records=3)
    async with reader_inbox(ledger) as inbox, inbox.units.pool.acquire() as connection:
        first = (await find_parked(connection, "reader", ParkedFilter(key="bad", reason="refused"), None))[0]
        assert await discard(connection, "reader", ParkedFilter(ids=(first.id,)), BY, None) == 1
        assert await discard(connection, "reader", ParkedFilter(ids=(first.id,)), BY, None) == 0
        heads = await find_parked_keys(connection, "reader", ALL)
        assert sorted((head.first.key, head.first.reason, head.records) for head in heads) == [
            ("bad", "behind", 1),
            ("worse", "refused", 1),
        ]
        await run(inbox, ParkedFilter(key="bad"))
    assert await consumed(ledger) == [("bad", 2)]
    kept = await ledger.fetch("reader", "SELECT data FROM parked_history WHERE what = 'discarded'")
    assert kept == [(Counted("bad", -1).data(),)]


async def test_a_type_may_be_given_without_its_prefix_but_not_in_part(ledger: Ledger) -> None:
    await park_bad(ledger, Counted("bad", -1), Counted("key", 1, type=NEW_TYPE), records=2)
    async with reader_inbox(ledger) as inbox, inbox.units.pool.acquire() as connection:
        for type_, keys in {
            NEW_TYPE: ["key"],
            f"{PREFIX}.{NEW_TYPE}": ["key"],
            "ised.v1": [],
            "v1": ["bad", "key"],
        }.items():
            found = await find_parked(connection, "reader", ParkedFilter(type=type_), None)
            assert sorted(record.key for record in found) == keys


@pytest.mark.parametrize("by_offset", [False, True])
async def test_records_of_a_recreated_topic_with_the_same_offset_are_told_apart(
    ledger: Ledger, by_offset: bool
) -> None:
    """The control identifies parked records by offset: it takes the second for the first and loses it."""
    if by_offset:
        async with ledger.as_owner("reader") as owner:
            await owner.execute('CREATE UNIQUE INDEX ON parked (consumer, topic, partition, "offset")')
    async with reader_inbox(ledger) as inbox:
        await inbox.apply([record_of(ledger, Counted("bad", -1), chain_id=1, offset=7)])
        await inbox.apply([record_of(ledger, Counted("other", -2), chain_id=2, offset=7)])
    assert [key for key, _ in await parked(ledger)] == (["bad"] if by_offset else ["bad", "other"])


def record_of(ledger: Ledger, event: Counted, chain_id: int, offset: int) -> Record:
    """A record as Kafka would deliver it."""
    now = datetime.now(UTC)
    origin = Origin(ledger.settings.instance, "ledger", PREFIX)
    entry = origin.entry(event, CAUSE, now, now)
    chain = Chain(origin.source, 1, shard_of(key_hash(event.key)), 0, chain_id)
    headers = {**entry.headers, **chain.headers(), "ce_streamversion": "1"}
    return Record(entry.topic, 0, offset, event.key.encode(), entry.data, headers)


async def test_a_flood_of_refusals_stops_the_reader_at_its_budget(ledger: Ledger) -> None:
    """A bug in a handler must not park everything; once it is fixed, everything takes effect."""
    numbers = [Counted(f"key-{nth}", -nth) for nth in range(1, 31)]
    async with relaying(ledger), reader_inbox(ledger) as inbox:
        inbox.parking_budget = 10
        await emit(ledger, *numbers)
        await ledger.all_relayed()
        async with consuming(ledger, inbox):

            async def halted() -> bool:
                return inbox.halted is not None

            await ledger.eventually(halted)
            assert len(await parked(ledger)) == inbox.parking_budget
            inbox.dispatcher = replace(inbox.dispatcher, handlers=TOLERANT)
            await ledger.eventually(lambda: all_handled(ledger, 30))
        await run(inbox)
    assert sorted(await consumed(ledger)) == sorted((counted.key, -counted.number) for counted in numbers)
    assert await parked(ledger) == []


async def all_handled(ledger: Ledger, records: int) -> bool:
    return len(await consumed(ledger)) + len(await parked(ledger)) >= records


def foreign_record(offset: int, data: bytes) -> Record:
    return Record("topic", 0, offset, b"key", data, {"ce_id": "\x00 and \\u0000"})


async def test_unreadable_records_are_listed_discarded_and_never_requeued(ledger: Ledger) -> None:
    async with reader_inbox(ledger) as inbox:
        for record in (foreign_record(1, b"a"), foreign_record(1, b"a"), foreign_record(1, b"b")):
            await inbox.apply([record])
        assert await run(inbox) == []
        async with inbox.units.pool.acquire() as connection:
            assert [record.reason for record in await find_parked(connection, "reader", ALL, None)] == [
                "unreadable"
            ] * 2
            assert await discard(connection, "reader", ParkedFilter(reason="unreadable"), BY, 1) == 1
    assert len(await parked(ledger)) == 1
