"""Every event is in Kafka, byte for byte and in the order of its key, and the chain of each shard is complete."""

import hashlib
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence

from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition

from deploy.topics.catalogue import load_topics
from shared.events.envelope import Envelope, open_envelope, read_headers
from shared.operations.settings import Settings
from tests.chaos.audit.findings import Findings
from tests.chaos.audit.log import LoggedEvent


async def audit_topics(settings: Settings, log: Sequence[LoggedEvent], findings: Findings) -> None:
    """Read the topics from their beginnings."""
    events = {event.event_id: event for event in log}
    chains: dict[str, tuple[int, int]] = {}
    tails: dict[tuple[str, int], int] = defaultdict(int)
    versions: dict[tuple[str, str], int] = defaultdict(int)
    async for record in read_topics(settings):
        envelope = open_envelope(record.topic, record.key, read_headers(record.headers))
        event = events.get(str(envelope.id))
        if event is None:
            findings.doubled.append(f"Kafka has {envelope.type} {envelope.id}, which no log has")
            continue
        if not _same(event, record, envelope):
            findings.lost.append(f"Kafka has different data for {event}")
        link = (envelope.chain.previous, envelope.chain.id)
        if event.event_id in chains:
            findings.count(sent_again=1)
            if chains[event.event_id] != link:
                findings.out_of_order.append(f"{event} was sent again with another link in its chain")
            continue
        chains[event.event_id] = link
        shard, stream = (event.topic, event.shard), (event.topic, event.key)
        if link[0] != tails[shard]:
            findings.lost.append(f"the chain breaks before {event}: it follows {link[0]}, not {tails[shard]}")
        if envelope.stream_version != versions[stream] + 1:
            findings.out_of_order.append(f"{event} has version {envelope.stream_version} after {versions[stream]}")
        tails[shard], versions[stream] = link[1], envelope.stream_version
    findings.lost += [f"Kafka does not have {event}" for event in log if event.event_id not in chains]
    findings.count(records_in_kafka=len(chains))


def _same(event: LoggedEvent, record: ConsumerRecord, envelope: Envelope) -> bool:
    digest = hashlib.md5(record.value or b"", usedforsecurity=False).digest()
    identity = (envelope.key, envelope.stream_version, envelope.chain.id, envelope.chain.shard)
    return digest == event.digest and identity == (event.key, event.version, event.id, event.shard)


async def read_topics(settings: Settings) -> AsyncIterator[ConsumerRecord]:
    """All records of all topics, those of a partition in their order."""
    consumer = AIOKafkaConsumer(
        bootstrap_servers=settings.kafka_servers,
        security_protocol=settings.kafka_security,
        sasl_mechanism="SCRAM-SHA-256",
        sasl_plain_username=settings.admin_kafka_user,
        sasl_plain_password=settings.secret("kafka_admin"),
        enable_auto_commit=False,
        fetch_max_wait_ms=10,
    )
    await consumer.start()
    try:
        partitions = [
            TopicPartition(settings.topic(name), number)
            for name, topic in load_topics().items()
            for number in range(topic.partitions)
        ]
        ends = {partition: end for partition, end in (await consumer.end_offsets(partitions)).items() if end}
        consumer.assign(list(ends))
        await consumer.seek_to_beginning(*ends)
        while ends:
            for records in (await consumer.getmany(timeout_ms=1_000)).values():
                for record in records:
                    yield record
            for partition in [each for each, end in ends.items() if await consumer.position(each) >= end]:
                del ends[partition]
    finally:
        await consumer.stop()
