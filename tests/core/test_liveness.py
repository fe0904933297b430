"""A worker notices a stuck aiokafka; the private attributes that it uses exist in the pinned version."""

import asyncio

import pytest
from aiokafka import AIOKafkaConsumer

from deploy.local.stack import Stack
from shared.kafka import liveness
from shared.kafka.liveness import Liveness, consumer_ended, symptom
from shared.kafka.producer import BatchProducer
from tests.core.in_process import consuming, reader_inbox
from tests.core.ledger import TOPIC
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


async def test_a_producer_knows_whether_it_still_sends(ledger: Ledger) -> None:
    producer = BatchProducer(ledger.settings, "ledger", [ledger.settings.topic(TOPIC)])
    await producer.start()
    assert not producer.ended()
    await producer.drop()
    assert producer.ended()


async def well(consumer: AIOKafkaConsumer) -> bool:
    return symptom(consumer) is None


async def troubled(liveness: Liveness, consumer: AIOKafkaConsumer) -> bool:
    return liveness.trouble(consumer, busy=False) is not None
