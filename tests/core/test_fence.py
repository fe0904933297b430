"""Kafka's fence: batches that an earlier leader still has in memory are refused, whenever it sends them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from shared.events.metrics import FENCED
from shared.events.relay.leadership import Leadership
from shared.kafka import fence
from shared.kafka import producer as producers
from shared.kafka.producer import BatchProducer, Outgoing, Replaced
from tests.core.in_process import emit, relaying
from tests.core.kafka_admin import records
from tests.core.ledger import PARTITIONS, TOPIC, Counted
from tests.core.ledger_under_test import Ledger
from tests.core.test_leaders import leads

SECONDS = 20.0


@asynccontextmanager
async def producing(ledger: Ledger) -> AsyncIterator[BatchProducer]:
    producer = BatchProducer(ledger.settings, "ledger", [ledger.settings.topic(TOPIC)])
    await producer.start()
    try:
        yield producer
    finally:
        await producer.drop()


async def send(ledger: Ledger, producer: BatchProducer, value: bytes, partition: int) -> None:
    delivery = producer.new_delivery()
    record = (ledger.settings.topic(TOPIC), partition), Outgoing(b"key", value, [], 1_769_472_000_000)
    await producer.send([record], delivery, SECONDS)
    await delivery.acknowledged(SECONDS)


async def values(ledger: Ledger) -> list[bytes]:
    return [record.value for record in await records(ledger.settings)]


@pytest.mark.parametrize("partition", range(PARTITIONS))
async def test_an_earlier_producer_is_refused_in_partitions_to_which_the_later_one_sent_nothing(
    ledger: Ledger, partition: int
) -> None:
    async with producing(ledger) as earlier:
        await send(ledger, earlier, b"before", partition)
        async with producing(ledger) as later:
            with pytest.raises(Replaced):
                await send(ledger, earlier, b"too late", partition)
            await send(ledger, later, b"after", partition)
    assert await values(ledger) == [b"before", b"after"]


async def test_control_without_the_fence_the_earlier_producer_goes_on(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next epoch alone is known to Kafka's coordinator, but to no partition."""

    async def epoch_only(producer: Any, _id: str, _topics: object) -> None:
        producer._txn_manager.transactional_id = None

    monkeypatch.setattr(producers, "fence_earlier", epoch_only)
    async with producing(ledger) as earlier, producing(ledger) as later:
        await send(ledger, later, b"later", 0)
        await send(ledger, earlier, b"earlier, to another partition", 1)
    assert sorted(await values(ledger)) == [b"earlier, to another partition", b"later"]


async def test_a_producer_renews_its_fence_and_continues(ledger: Ledger) -> None:
    async with producing(ledger) as producer:
        for value in (b"1", b"2", b"3"):
            await send(ledger, producer, value, 0)
            await producer.renew(SECONDS)
    assert await values(ledger) == [b"1", b"2", b"3"]


async def test_a_replaced_producer_cannot_renew_its_fence(ledger: Ledger) -> None:
    async with producing(ledger) as earlier, producing(ledger):
        with pytest.raises(Replaced):
            await earlier.renew(SECONDS)


async def test_a_leader_renews_its_fence_between_two_steps(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(producers, "RENEWAL_SECONDS", 0.0)
    fences = 0

    async def counted(*arguments: Any) -> None:
        nonlocal fences
        fences += 1
        await fence.fence_earlier(*arguments)

    monkeypatch.setattr(producers, "fence_earlier", counted)
    async with relaying(ledger):
        for number in range(5):
            await emit(ledger, Counted("key", number))
            await ledger.all_relayed()
    assert fences > 2
    assert len(await records(ledger.settings)) == 5


async def test_a_leader_that_thaws_after_another_producer_started_sends_nothing_more(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its session still holds the lock, as with a pooler, so that only Kafka can stop it."""
    fenced = FENCED._value.get()
    frozen = asyncio.Event()

    async def keep_the_epoch(leadership: Leadership) -> None:
        frozen.set()

    async with relaying(ledger):
        await ledger.eventually(leads)
        monkeypatch.setattr(Leadership, "refresh", keep_the_epoch)
        async with producing(ledger) as later:
            await send(ledger, later, b"later", 0)
            await emit(ledger, *(Counted(f"key-{number}", number) for number in range(20)))
            async with asyncio.timeout(SECONDS):
                while FENCED._value.get() == fenced:
                    await asyncio.sleep(0.05)
            assert await values(ledger) == [b"later"]
        await ledger.all_relayed()
    assert len(await records(ledger.settings)) == 1 + 20
