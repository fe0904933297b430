"""What becomes of the topic: lost and made anew, grown past the committed offset, given more partitions."""

import asyncio

import pytest

from shared.events.envelope import Chain
from shared.events.inbox.verdict import ChainVerdict, ShardMark
from shared.events.operating.pausing import pause_relay, resume_relay
from tests.core.conftest import Ledger
from tests.core.hearing import heard, reader_inbox, reading, relaying, say, soon
from tests.core.kafka_admin import add_partitions, make_topic_anew, partitions_of_shards
from tests.core.ledger import BY, Said
from tests.core.test_gaps import start_reader_with_feed

KEYS = 40


def numbers(first: int, last: int, keys: int = KEYS) -> list[Said]:
    return [Said(f"key-{number % keys}", number) for number in range(first, last)]


async def hear_then_lose_the_topic(ledger: Ledger) -> None:
    """Hear the numbers below 40; then the topic is made anew, empty."""
    async with relaying(ledger), reader_inbox(ledger) as inbox, reading(ledger, inbox):
        await say(ledger, *numbers(0, 40))
        await ledger.all_heard()
    await make_topic_anew(ledger.settings)


async def test_a_topic_made_anew_is_read_from_its_beginning(ledger: Ledger) -> None:
    await hear_then_lose_the_topic(ledger)
    async with relaying(ledger):
        await say(ledger, *numbers(40, 50))
        await ledger.all_relayed()
        async with reader_inbox(ledger) as inbox, reading(ledger, inbox):
            await ledger.all_heard()
    await ledger.assert_each_heard_once_in_order()


async def outgrow_the_committed_offset(ledger: Ledger) -> None:
    await hear_then_lose_the_topic(ledger)
    async with relaying(ledger):
        await say(ledger, *numbers(40, 200))
        await ledger.all_relayed()


async def test_a_topic_made_anew_and_grown_past_the_committed_offset_leaves_gaps_that_the_feed_closes(
    ledger: Ledger,
) -> None:
    await outgrow_the_committed_offset(ledger)
    await start_reader_with_feed(ledger)
    await ledger.all_heard()
    await ledger.assert_each_heard_once_in_order()


async def test_control_a_plain_watermark_skips_what_lies_before_the_committed_offset(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    def by_id_alone(mark: ShardMark, chain: Chain) -> ChainVerdict:
        return ChainVerdict.APPLY if chain.id > mark.last_id else ChainVerdict.DUPLICATE

    monkeypatch.setattr(ShardMark, "judge", by_id_alone)
    await outgrow_the_committed_offset(ledger)
    async with reader_inbox(ledger) as inbox, reading(ledger, inbox):
        await ledger.eventually(lambda: has_heard(ledger, 199))
        await soon()
    assert len(await heard(ledger)) < 200
    assert await ledger.fetch("reader", "SELECT 1 FROM inbox_mark WHERE held") == []


async def has_heard(ledger: Ledger, number: int) -> bool:
    return any(one == number for _, one in await heard(ledger))


async def grow(ledger: Ledger, partitions: int) -> None:
    """As the handbook has it: pause, drain, grow, resume; the reader goes on all the while."""
    await say(ledger, *numbers(0, 300, keys=300))
    await ledger.all_heard()
    async with ledger.as_owner("ledger") as owner:
        await pause_relay(owner, BY)
        await asyncio.sleep(1)
        await add_partitions(ledger.settings, partitions)
        await say(ledger, *numbers(300, 600, keys=300))
        await resume_relay(owner, BY)
    await ledger.all_relayed()


async def test_partitions_are_added_without_a_shard_ever_spanning_two(ledger: Ledger) -> None:
    async with relaying(ledger), reader_inbox(ledger) as inbox, reading(ledger, inbox):
        await grow(ledger, 8)
        await ledger.all_heard(seconds=60)
    spans = await partitions_of_shards(ledger.settings, after=300)
    assert {len(partitions) for partitions in spans.values()} == {1}
    assert max(max(partitions) for partitions in spans.values()) >= 4
    assert await ledger.fetch("reader", "SELECT 1 FROM inbox_mark WHERE held") == []
    await ledger.assert_each_heard_once_in_order()


async def test_control_with_partitions_that_are_no_power_of_two_shards_span_several(ledger: Ledger) -> None:
    async with relaying(ledger), reader_inbox(ledger) as inbox:
        async with reading(ledger, inbox):
            await grow(ledger, 6)
        async with reading(ledger, inbox):
            await ledger.eventually(lambda: some_are_held(ledger))
    spans = await partitions_of_shards(ledger.settings, after=300)
    assert max(len(partitions) for partitions in spans.values()) > 1
    assert len(await heard(ledger)) < 600


async def some_are_held(ledger: Ledger) -> bool:
    return bool(await ledger.fetch("reader", "SELECT 1 FROM inbox_mark WHERE held"))
