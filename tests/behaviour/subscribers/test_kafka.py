"""A subscriber in Kafka: its own principal, groups and topics, no others; and what a suspension cuts off."""

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
from tests.behaviour.conftest import Sinergi
from tests.behaviour.feed.following import AGREEMENTS, partner_registered
from tests.behaviour.subscribers.conftest import Known, Office, make_known, settings_of_the_run


@asynccontextmanager
async def consuming(
    sinergi: Sinergi, known: Known, topic: str = AGREEMENTS, group: str | None = None
) -> AsyncIterator[AIOKafkaConsumer]:
    """A consumer as a subscriber would write it."""
    settings = settings_of_the_run(sinergi)
    consumer = AIOKafkaConsumer(
        topic,
        bootstrap_servers=settings.kafka_servers,
        security_protocol=settings.kafka_security,
        sasl_mechanism="SCRAM-SHA-256",
        sasl_plain_username=known.username,
        sasl_plain_password=known.password,
        group_id=group or f"{known.group_prefix}reader",
        auto_offset_reset="earliest",
        session_timeout_ms=3_000,
        heartbeat_interval_ms=500,
    )
    try:
        await consumer.start()
        yield consumer
    finally:
        await consumer.stop()


async def heard(consumer: AIOKafkaConsumer, subject: str) -> bool:
    """Read until the event about `subject` comes. Raises KafkaError."""
    async with asyncio.timeout(20):
        while True:
            for records in (await consumer.getmany(timeout_ms=500)).values():
                for record in records:
                    if open_envelope(record.topic, record.key, read_headers(record.headers)).subject == subject:
                        return True


async def test_it_reads_its_topic_in_a_group_of_its_own(sinergi: Sinergi, known: Known) -> None:
    subject = await partner_registered(sinergi)
    async with consuming(sinergi, known) as consumer:
        assert await heard(consumer, subject)
        await consumer.commit()


async def test_it_reads_no_other_topic_and_joins_no_other_group(sinergi: Sinergi, known: Known) -> None:
    async with asyncio.timeout(30):
        for topic in ("sinergi.agreements.internal.v1", "sinergi.programs.v1"):
            with pytest.raises(TopicAuthorizationFailedError):
                async with consuming(sinergi, known, topic) as consumer:
                    await consumer.getmany(timeout_ms=2_000)
        with pytest.raises(GroupAuthorizationFailedError):
            async with consuming(sinergi, known, group="sinergi.programs") as consumer:
                await consumer.getmany(timeout_ms=2_000)


async def test_a_suspension_cuts_off_who_is_connected_and_who_connects(
    sinergi: Sinergi, office: Office, known: Known
) -> None:
    async with consuming(sinergi, known) as consumer:
        assert await heard(consumer, await partner_registered(sinergi))
        await office.does("suspend", known.name)
        # A fetch that waits at the broker was allowed when it began, and brings what arrives in its half second.
        await asyncio.sleep(1.5)
        subject = await partner_registered(sinergi)
        with pytest.raises((TopicAuthorizationFailedError, GroupAuthorizationFailedError)):
            await heard(consumer, subject)
    with pytest.raises(KafkaError):
        async with consuming(sinergi, known):
            pass
    given = (await office.does("resume", known.name))["credentials"]
    again = Known(known.name, known.token, known.username, given["kafka_password"], known.group_prefix)
    async with consuming(sinergi, again) as consumer:
        assert await heard(consumer, subject)


async def test_its_bytes_a_second_are_limited(sinergi: Sinergi, office: Office, name: str) -> None:
    known = await make_known(office, name, bytes_per_second=4_096)
    settings = settings_of_the_run(sinergi)
    assert (await read_quotas(settings))[known.username] == 4_096
    await office.does("revoke", name)
    assert known.username not in await read_quotas(settings)
