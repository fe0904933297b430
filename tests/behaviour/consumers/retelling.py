"""A topic on which real events are told again, with faults that Sinergi's own topics never have.

It stands apart from Sinergi's topics (another prefix, no log behind it), so that nothing of Sinergi's hears of it.
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, ConsumerRecord, TopicPartition

from deploy.installation.environment import settings_of
from deploy.topics.catalogue import Right
from deploy.topics.cluster import Cluster
from shared.operations.settings import Settings
from tests.behaviour.conftest import Sinergi

PARTITIONS = 2
Headers = Sequence[tuple[str, bytes]]


@dataclass(frozen=True)
class Told:
    """One record to be told: under a key, with a number, and with whatever else is to be wrong about it."""

    key: str
    number: int
    generation: int = 1
    data: bytes | None = None
    type: str | None = None
    headers: Headers | None = None

    def like(self, real: ConsumerRecord[bytes, bytes]) -> tuple[bytes, Headers]:
        """Value and headers of a real record, changed."""
        numbers = {"ce_streamversion": self.number, "ce_generation": self.generation}
        changed = {"ce_id": str(uuid4()).encode()} | {name: b"%d" % number for name, number in numbers.items()}
        if self.type is not None:
            changed |= {"ce_type": self.type.encode(), "ce_dataschema": f"urn:sinergi:contracts:{self.type}".encode()}
        headers = [*(dict(real.headers) | changed).items()] if self.headers is None else self.headers
        return self.data or real.value or b"", headers


@dataclass(frozen=True)
class Scratch:
    """The topic, and the administrator who writes there."""

    settings: Settings
    topic: str

    async def retell(self, real: ConsumerRecord[bytes, bytes], told: Sequence[Told]) -> None:
        producer = AIOKafkaProducer(**_as_admin(self.settings), acks="all", enable_idempotence=True)
        async with producer:
            for one in told:
                value, headers = one.like(real)
                await producer.send_and_wait(self.topic, value, key=one.key.encode(), headers=headers)


@asynccontextmanager
async def scratch_topic(sinergi: Sinergi, principal: str) -> AsyncIterator[Scratch]:
    """A new topic that one principal may read."""
    settings = settings_of(sinergi.stack.environment())
    cluster, topic = Cluster(settings), f"contoh.{uuid4().hex[:12]}.v1"
    cluster.create_topics({topic: PARTITIONS})
    rights = [Right(principal, "topic", topic, "READ"), Right(principal, "topic", topic, "DESCRIBE")]
    cluster.grant(rights)
    try:
        yield Scratch(settings, topic)
    finally:
        cluster.revoke(rights)


async def all_records(sinergi: Sinergi, topic: str) -> list[ConsumerRecord[bytes, bytes]]:
    """Every record that a topic has now, as the administrator sees it."""
    consumer = AIOKafkaConsumer(**_as_admin(settings_of(sinergi.stack.environment())), enable_auto_commit=False)
    async with consumer:
        await consumer._client._wait_on_metadata(topic)
        places = [TopicPartition(topic, number) for number in consumer.partitions_for_topic(topic) or ()]
        ends = await consumer.end_offsets(places)
        consumer.assign(places)
        await consumer.seek_to_beginning(*places)
        records: list[ConsumerRecord[bytes, bytes]] = []
        while any([await consumer.position(place) < ends[place] for place in places]):
            for polled in (await consumer.getmany(timeout_ms=500)).values():
                records += polled
        return records


def _as_admin(settings: Settings) -> dict[str, Any]:
    return {
        "bootstrap_servers": settings.kafka_servers,
        "security_protocol": settings.kafka_security,
        "sasl_mechanism": "SCRAM-SHA-256",
        "sasl_plain_username": settings.admin_kafka_user,
        "sasl_plain_password": settings.secret("kafka_admin"),
    }
