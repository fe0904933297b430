"""A subscriber in Kafka: its own principal, groups and topics and no others, and the effect of a suspension."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiokafka import AIOKafkaConsumer
from aiokafka.errors import (
    GroupAuthorizationFailedError,
    KafkaError,
    TopicAuthorizationFailedError,
)

from deploy.subscribers.quotas import read_quotas
from shared.events.envelope import open_envelope, read_headers
from tests.behaviour.client import Sinergi
from tests.behaviour.feed.following import AGREEMENTS, register_partner
from tests.behaviour.subscribers.operator import Operator, Subscriber, make_subscriber, stack_settings


@asynccontextmanager
async def consuming(
    sinergi: Sinergi, subscriber: Subscriber, topic: str = AGREEMENTS, group: str | None = None
) -> AsyncIterator[AIOKafkaConsumer]:
    """A consumer as a subscriber would write it."""
    settings = stack_settings(sinergi)
    consumer = AIOKafkaConsumer(
        topic,
        bootstrap_servers=settings.kafka_servers,
        security_protocol=settings.kafka_security,
        sasl_mechanism="SCRAM-SHA-256",
        sasl_plain_username=subscriber.username,
        sasl_plain_password=subscriber.password,
        group_id=group or f"{subscriber.group_prefix}reader",
        auto_offset_reset="earliest",
        session_timeout_ms=3_000,
        heartbeat_interval_ms=500,
    )
    try:
        await consumer.start()
        yield consumer
    finally:
        await consumer.stop()


async def received(consumer: AIOKafkaConsumer, subject: str) -> bool:
    """Read until the event about `subject` arrives. Raises KafkaError."""
    async with asyncio.timeout(20):
        while True:
            for records in (await consumer.getmany(timeout_ms=500)).values():
                for record in records:
                    if open_envelope(record.topic, record.key, read_headers(record.headers)).subject == subject:
                        return True


async def test_it_reads_its_topic_in_a_group_of_its_own(sinergi: Sinergi, subscriber: Subscriber) -> None:
    subject = await register_partner(sinergi)
    async with consuming(sinergi, subscriber) as consumer:
        assert await received(consumer, subject)
        await consumer.commit()


async def test_it_reads_no_other_topic_and_joins_no_other_group(sinergi: Sinergi, subscriber: Subscriber) -> None:
    async with asyncio.timeout(30):
        for topic in ("sinergi.agreements.internal.v1", "sinergi.programs.v1"):
            with pytest.raises(TopicAuthorizationFailedError):
                async with consuming(sinergi, subscriber, topic) as consumer:
                    await consumer.getmany(timeout_ms=2_000)
        with pytest.raises(GroupAuthorizationFailedError):
            async with consuming(sinergi, subscriber, group="sinergi.programs") as consumer:
                await consumer.getmany(timeout_ms=2_000)


async def test_a_suspension_stops_present_and_new_connections(
    sinergi: Sinergi, operator: Operator, subscriber: Subscriber
) -> None:
    async with consuming(sinergi, subscriber) as consumer:
        assert await received(consumer, await register_partner(sinergi))
        await operator.change("suspend", subscriber.name)
        # A fetch that waits at the broker was authorised when it began; it returns the records of its half second.
        await asyncio.sleep(1.5)
        subject = await register_partner(sinergi)
        with pytest.raises((TopicAuthorizationFailedError, GroupAuthorizationFailedError)):
            await received(consumer, subject)
    with pytest.raises(KafkaError):
        async with consuming(sinergi, subscriber):
            pass
    credentials = (await operator.change("resume", subscriber.name))["credentials"]
    again = Subscriber(
        subscriber.name, subscriber.token, subscriber.username, credentials["kafka_password"], subscriber.group_prefix
    )
    async with consuming(sinergi, again) as consumer:
        assert await received(consumer, subject)


async def test_its_bytes_per_second_are_limited(sinergi: Sinergi, operator: Operator, name: str) -> None:
    subscriber = await make_subscriber(operator, name, bytes_per_second=4_096)
    settings = stack_settings(sinergi)
    assert (await read_quotas(settings))[subscriber.username] == 4_096
    await operator.change("revoke", name)
    assert subscriber.username not in await read_quotas(settings)
