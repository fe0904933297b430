"""A topic with copies of real events that have faults which Sinergi's own topics never have.

It has another prefix and no log, so no consumer of Sinergi reads it.
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from uuid import uuid4

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, ConsumerRecord, TopicPartition

from deploy.installation.environment import settings_of
from deploy.installation.kafka_administrator import aiokafka_options
from deploy.topics.catalogue import Right
from deploy.topics.cluster import Cluster
from shared.operations.settings import Settings
from tests.behaviour.client import Sinergi

PARTITIONS = 2
Headers = Sequence[tuple[str, bytes]]


@dataclass(frozen=True)
class Copy:
    """A copy of a record with another key and number, and with faults."""

    key: str
    number: int
    generation: int = 1
    data: bytes | None = None
    type: str | None = None
    headers: Headers | None = None

    def of(self, real: ConsumerRecord[bytes, bytes]) -> tuple[bytes, Headers]:
        """The changed value and headers of a real record."""
        numbers = {"ce_streamversion": self.number, "ce_generation": self.generation}
        changed = {"ce_id": str(uuid4()).encode()} | {name: b"%d" % number for name, number in numbers.items()}
        if self.type is not None:
            changed |= {"ce_type": self.type.encode(), "ce_dataschema": f"urn:sinergi:contracts:{self.type}".encode()}
        headers = [*(dict(real.headers) | changed).items()] if self.headers is None else self.headers
        return self.data or real.value or b"", headers


@dataclass(frozen=True)
class Scratch:
    """The topic, written by the administrator."""

    settings: Settings
    topic: str

    async def write(self, real: ConsumerRecord[bytes, bytes], copies: Sequence[Copy]) -> None:
        producer = AIOKafkaProducer(**aiokafka_options(self.settings), acks="all", enable_idempotence=True)
        async with producer:
            for copy in copies:
                value, headers = copy.of(real)
                await producer.send_and_wait(self.topic, value, key=copy.key.encode(), headers=headers)


@asynccontextmanager
async def scratch_topic(sinergi: Sinergi, principal: str) -> AsyncIterator[Scratch]:
    """A new topic that one principal may read; its rights are removed afterwards."""
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
    """Every record that a topic has now, read as the administrator."""
    consumer = AIOKafkaConsumer(**aiokafka_options(settings_of(sinergi.stack.environment())), enable_auto_commit=False)
    async with consumer:
        await consumer._client._wait_on_metadata(topic)
        partitions = [TopicPartition(topic, number) for number in consumer.partitions_for_topic(topic) or ()]
        ends = await consumer.end_offsets(partitions)
        consumer.assign(partitions)
        await consumer.seek_to_beginning(*partitions)
        records: list[ConsumerRecord[bytes, bytes]] = []
        while any([await consumer.position(partition) < ends[partition] for partition in partitions]):
            for polled in (await consumer.getmany(timeout_ms=500)).values():
                records += polled
        return records
