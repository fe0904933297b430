"""A worker starts and notices a stuck aiokafka; the private attributes that it uses exist in the pinned version."""

import asyncio
from typing import Any

import pytest
from aiokafka import AIOKafkaConsumer
from aiokafka.cluster import ClusterMetadata
from aiokafka.consumer.group_coordinator import GroupCoordinator
from aiokafka.errors import KafkaConnectionError, KafkaError

from deploy.local.stack import Stack
from shared.events.relay.relay import Relay
from shared.kafka import connection, liveness
from shared.kafka.liveness import Liveness, consumer_ended, symptom
from shared.kafka.producer import BatchProducer
from tests.core.in_process import RunningConsumer, consuming, emit, reader_inbox
from tests.core.ledger import TOPIC, Counted
from tests.core.ledger_under_test import Ledger


async def test_a_consumer_has_a_symptom_only_after_it_lost_kafka(
    ledger: Ledger, stack: Stack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(liveness, "STALE_SECONDS", 5.0)
    async with reader_inbox(ledger) as inbox, consuming(ledger, inbox) as running:
        await ledger.eventually(lambda: well(running.consumer))
        assert (consumer_ended(running.consumer), running.trouble()) == (None, None)
        stack.freeze("kafka")
        try:
            impatient = Liveness(longest_loss=1)
            await ledger.eventually(lambda: troubled(impatient, running.consumer), seconds=40)
            assert running.trouble() is None
        finally:
            stack.thaw("kafka")
        await ledger.eventually(lambda: well(running.consumer))


async def test_a_consumer_whose_task_has_ended_is_in_trouble_immediately(ledger: Ledger) -> None:
    async with reader_inbox(ledger) as inbox, consuming(ledger, inbox) as running:
        await ledger.eventually(lambda: well(running.consumer))
        fetching = running.consumer._fetcher._fetch_task
        fetching.cancel()
        await asyncio.wait({fetching})
        assert running.trouble() == "aiokafka's fetcher task has ended"


async def test_a_consumer_that_never_ends_a_rebalance_is_in_trouble_and_stops_all_the_same(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "STOP_SECONDS", 0.5)
    async with reader_inbox(ledger) as inbox, consuming(ledger, inbox) as running:
        await ledger.eventually(lambda: well(running.consumer))
        running.assignment._liveness.longest_loss = 0.5
        monkeypatch.setattr(GroupCoordinator, "_do_rejoin_group", never_ending)
        running.consumer._coordinator.request_rejoin()
        await ledger.eventually(lambda: reported(running))
        assert "it has not joined its group" in str(running.trouble())


async def test_a_consumer_that_waits_for_its_offsets_is_not_in_trouble(ledger: Ledger) -> None:
    async with reader_inbox(ledger) as inbox, consuming(ledger, inbox) as running:
        await ledger.eventually(lambda: well(running.consumer))
        running.assignment._liveness.longest_loss = 0.0
        asked = asyncio.Event()
        inbox.offsets = lambda: never_ending(asked)  # type: ignore[method-assign]
        running.consumer._coordinator.request_rejoin()
        await asked.wait()
        assert [running.trouble() for _ in range(2)] == [None, None]


async def test_a_consumer_whose_metadata_are_not_renewed_is_in_trouble_immediately(ledger: Ledger) -> None:
    async with reader_inbox(ledger) as inbox, consuming(ledger, inbox) as running:
        await ledger.eventually(lambda: well(running.consumer))
        renewing = running.consumer._client._sync_task
        renewing.cancel()
        await asyncio.wait({renewing})
        assert running.trouble() == "aiokafka's metadata task has ended"


async def test_a_consumer_starts_although_kafka_went_away_while_it_connected(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusals = iter([KafkaConnectionError(), OSError(), KafkaError()])
    start = AIOKafkaConsumer.start

    async def start_later(self: AIOKafkaConsumer) -> None:
        if (refusal := next(refusals, None)) is not None:
            raise refusal
        await start(self)

    monkeypatch.setattr(AIOKafkaConsumer, "start", start_later)
    async with reader_inbox(ledger) as inbox, consuming(ledger, inbox) as running:
        await ledger.eventually(lambda: well(running.consumer))


async def test_a_relay_waits_for_a_broker_that_names_no_broker(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """As one does that was frozen longer than its session with the controller, for a moment after it has thawed."""
    answers = iter(range(4))
    update = ClusterMetadata.update_metadata

    def update_later(self: ClusterMetadata, metadata: Any) -> None:
        # The client ignores an answer without brokers.
        if next(answers, None) is None:
            update(self, metadata)

    monkeypatch.setattr(ClusterMetadata, "update_metadata", update_later)
    await emit(ledger, Counted("key", 1))
    relay = asyncio.create_task(Relay(ledger.settings, "ledger", [ledger.settings.topic(TOPIC)]).run())
    try:
        relayed = asyncio.create_task(ledger.all_relayed())
        await asyncio.wait({relay, relayed}, return_when=asyncio.FIRST_COMPLETED)
        assert (relay.done(), relayed.done()) == (False, True)
    finally:
        relay.cancel()
        await asyncio.wait({relay})


async def test_a_producer_knows_whether_it_still_sends(ledger: Ledger) -> None:
    producer = BatchProducer(ledger.settings, "ledger", [ledger.settings.topic(TOPIC)])
    await producer.start()
    assert producer.ended() is None
    await producer.drop()
    assert producer.ended() == "sender"


async def well(consumer: AIOKafkaConsumer) -> bool:
    return symptom(consumer) is None


async def troubled(liveness: Liveness, consumer: AIOKafkaConsumer) -> bool:
    return liveness.trouble(consumer, busy=False) is not None


async def reported(running: RunningConsumer) -> bool:
    return running.trouble() is not None


async def never_ending(*arguments: Any) -> Any:
    """Waits for ever; a first argument that is an event is set before."""
    if isinstance(arguments[0], asyncio.Event):
        arguments[0].set()
    await asyncio.Event().wait()
