"""Changes of the topic: recreated, grown past the committed offset, extended by partitions."""

import pytest

from shared.events.envelope import Chain
from shared.events.inbox.verdict import ChainVerdict, ShardMark
from shared.events.operating.pausing import pause_relay, resume_relay
from tests.core.awaited import everything_taken, relay_is_paused
from tests.core.in_process import consumed, consuming, emit, reader_inbox, relaying
from tests.core.kafka_admin import add_partitions, partitions_of_shards, recreate_topic
from tests.core.ledger import BY, Counted
from tests.core.ledger_under_test import Ledger
from tests.core.test_gaps import start_reader_with_feed

KEYS = 40


def numbers(first: int, last: int, keys: int = KEYS) -> list[Counted]:
    return [Counted(f"key-{number % keys}", number) for number in range(first, last)]


async def consume_then_lose_the_topic(ledger: Ledger) -> None:
    """Consume the numbers below 40, then recreate the topic empty."""
    async with relaying(ledger), reader_inbox(ledger) as inbox, consuming(ledger, inbox):
        await emit(ledger, *numbers(0, 40))
        await ledger.all_consumed()
    await recreate_topic(ledger.settings)


async def test_a_recreated_topic_is_read_from_its_beginning(ledger: Ledger) -> None:
    await consume_then_lose_the_topic(ledger)
    async with relaying(ledger):
        await emit(ledger, *numbers(40, 50))
        await ledger.all_relayed()
        async with reader_inbox(ledger) as inbox, consuming(ledger, inbox):
            await ledger.all_consumed()
    await ledger.assert_each_consumed_once_in_order()


async def outgrow_the_committed_offset(ledger: Ledger) -> None:
    await consume_then_lose_the_topic(ledger)
    async with relaying(ledger):
        await emit(ledger, *numbers(40, 200))
        await ledger.all_relayed()


async def test_a_recreated_topic_grown_past_the_committed_offset_leaves_gaps_that_the_feed_closes(
    ledger: Ledger,
) -> None:
    await outgrow_the_committed_offset(ledger)
    await start_reader_with_feed(ledger)
    await ledger.all_consumed()
    await ledger.assert_each_consumed_once_in_order()


async def test_control_a_plain_watermark_skips_events_before_the_committed_offset(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    def by_id_alone(mark: ShardMark, chain: Chain) -> ChainVerdict:
        return ChainVerdict.APPLY if chain.id > mark.last_id else ChainVerdict.DUPLICATE

    monkeypatch.setattr(ShardMark, "judge", by_id_alone)
    await outgrow_the_committed_offset(ledger)
    async with reader_inbox(ledger) as inbox, consuming(ledger, inbox):
        await ledger.eventually(lambda: has_consumed(ledger, 199))
        await everything_taken(ledger)
    assert len(await consumed(ledger)) < 200
    assert await ledger.fetch("reader", "SELECT 1 FROM inbox_mark WHERE held") == []


async def has_consumed(ledger: Ledger, number: int) -> bool:
    return any(one == number for _, one in await consumed(ledger))


async def grow(ledger: Ledger, partitions: int) -> None:
    """Pause, drain, grow, resume, as documented for operators; the reader keeps running."""
    await emit(ledger, *numbers(0, 300, keys=300))
    await ledger.all_consumed()
    async with ledger.as_owner("ledger") as owner:
        await pause_relay(owner, BY)
        await relay_is_paused(ledger)
        await add_partitions(ledger.settings, partitions)
        await emit(ledger, *numbers(300, 600, keys=300))
        await resume_relay(owner, BY)
    await ledger.all_relayed()


async def test_partitions_are_added_without_a_shard_ever_spanning_two(ledger: Ledger) -> None:
    async with relaying(ledger), reader_inbox(ledger) as inbox, consuming(ledger, inbox, metadata_ms=2_000):
        await grow(ledger, 8)
        await ledger.all_consumed(seconds=60)
    spans = await partitions_of_shards(ledger.settings, after=300)
    assert {len(partitions) for partitions in spans.values()} == {1}
    assert max(max(partitions) for partitions in spans.values()) >= 4
    assert await ledger.fetch("reader", "SELECT 1 FROM inbox_mark WHERE held") == []
    await ledger.assert_each_consumed_once_in_order()


async def test_control_with_six_partitions_shards_span_several(ledger: Ledger) -> None:
    async with relaying(ledger), reader_inbox(ledger) as inbox:
        async with consuming(ledger, inbox):
            await grow(ledger, 6)
        async with consuming(ledger, inbox):
            await ledger.eventually(lambda: some_are_held(ledger))
    spans = await partitions_of_shards(ledger.settings, after=300)
    assert max(len(partitions) for partitions in spans.values()) > 1
    assert len(await consumed(ledger)) < 600


async def some_are_held(ledger: Ledger) -> bool:
    return bool(await ledger.fetch("reader", "SELECT 1 FROM inbox_mark WHERE held"))
