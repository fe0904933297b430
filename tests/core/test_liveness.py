"""A worker knows when aiokafka has got stuck; the private names by which it knows are those of the pinned version."""

import asyncio

from aiokafka import AIOKafkaConsumer

from deploy.local.stack import Stack
from shared.kafka.liveness import Liveness, consumer_ended, symptom
from shared.kafka.producer import BatchProducer
from tests.core.conftest import Ledger
from tests.core.hearing import reader_inbox, reading


async def test_a_consumer_that_reads_has_no_symptom_and_one_that_lost_kafka_has(ledger: Ledger, stack: Stack) -> None:
    async with reader_inbox(ledger) as inbox, reading(ledger, inbox) as hearing:
        await ledger.eventually(lambda: well(hearing.consumer))
        assert (consumer_ended(hearing.consumer), hearing.trouble()) == (None, None)
        stack.freeze("kafka")
        try:
            impatient = Liveness(longest_loss=1)
            await ledger.eventually(lambda: troubled(impatient, hearing.consumer), seconds=40)
            assert hearing.trouble() is None
        finally:
            stack.thaw("kafka")
        await ledger.eventually(lambda: well(hearing.consumer))


async def test_a_consumer_whose_task_has_ended_is_in_trouble_at_once(ledger: Ledger) -> None:
    async with reader_inbox(ledger) as inbox, reading(ledger, inbox) as hearing:
        await ledger.eventually(lambda: well(hearing.consumer))
        fetching = hearing.consumer._fetcher._fetch_task
        fetching.cancel()
        await asyncio.wait({fetching})
        assert hearing.trouble() == "aiokafka's fetcher task has ended"


async def test_a_producer_knows_whether_it_still_sends(ledger: Ledger) -> None:
    producer = BatchProducer(ledger.settings, "ledger")
    await producer.start()
    assert not producer.ended()
    await producer.drop()
    assert producer.ended()


async def well(consumer: AIOKafkaConsumer) -> bool:
    return symptom(consumer) is None


async def troubled(liveness: Liveness, consumer: AIOKafkaConsumer) -> bool:
    return liveness.trouble(consumer, busy=False) is not None
