"""Operators' changes to the ledger's topic (recreate it, add partitions), and reading its records."""

from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiokafka import ConsumerRecord
from aiokafka.admin import AIOKafkaAdminClient, NewPartitions

from deploy.subscribers.quotas import AlterClientQuotasRequest
from deploy.topics.cluster import Cluster
from shared.events.envelope import open_envelope, read_headers
from shared.events.record import Record
from shared.kafka.reading import reading
from shared.operations.settings import Settings
from tests.core.ledger import PARTITIONS, TOPIC
from tests.core.ledger_under_test import Ledger


@asynccontextmanager
async def administrator(settings: Settings) -> AsyncIterator[AIOKafkaAdminClient]:
    admin = AIOKafkaAdminClient(
        bootstrap_servers=settings.kafka_servers,
        security_protocol=settings.kafka_security,
        sasl_mechanism="SCRAM-SHA-256",
        sasl_plain_username=settings.admin_kafka_user,
        sasl_plain_password=settings.secret("kafka_admin"),
    )
    await admin.start()
    yield admin
    await admin.close()


async def recreate_topic(settings: Settings) -> None:
    """Delete the topic with its records, and create it empty."""
    async with administrator(settings) as admin:
        await admin.delete_topics([settings.topic(TOPIC)])
    Cluster(settings).create_topics({settings.topic(TOPIC): PARTITIONS})


async def add_partitions(settings: Settings, partitions: int) -> None:
    """Grow the topic to `partitions`."""
    async with administrator(settings) as admin:
        await admin.create_partitions({settings.topic(TOPIC): NewPartitions(partitions)})


async def limit_writing(settings: Settings, principal: str, bytes_per_second: int) -> None:
    """Let Kafka delay a principal that writes more than so many bytes per second."""
    request = AlterClientQuotasRequest(principal, bytes_per_second)
    request._entries = [([("user", principal)], [("producer_byte_rate", float(bytes_per_second), False)])]
    async with administrator(settings) as admin:
        answer = await admin._send_request(request)
    assert [error for error, *_ in answer.entries] == [0]


async def records(settings: Settings) -> list[ConsumerRecord]:
    """All records of the topic, partition by partition."""
    async with reading(settings, "ledger") as kafka:
        return [record async for record in kafka.records(settings.topic(TOPIC))]


async def partitions_of_shards(settings: Settings, after: int) -> dict[int, set[int]]:
    """The partitions that hold each shard's records with an id above `after`."""
    found: dict[int, set[int]] = defaultdict(set)
    for record in await records(settings):
        chain = open_envelope(record.topic, record.key, read_headers(record.headers)).chain
        if chain.id > after:
            found[chain.shard].add(record.partition)
    return found


async def fetched_batch(ledger: Ledger) -> list[Record]:
    """All records as Kafka would deliver them, in one batch."""
    return [
        Record(raw.topic, raw.partition, raw.offset, raw.key, raw.value, read_headers(raw.headers))
        for raw in await records(ledger.settings)
    ]
