"""FastStream delivers batches from Kafka to an inbox and acknowledges them after the commit.

Every setting here avoids a trap: by default the framework acknowledges first, starts at the newest record, creates
topics, replies to any topic, and drops a polled batch for one bad header. See `docs/decisions`.
"""

import asyncio
import logging
from collections.abc import Collection, Sequence
from itertools import chain
from typing import Any

import structlog
from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition
from aiokafka.abc import ConsumerRebalanceListener
from faststream import AckPolicy
from faststream.exceptions import NackMessage
from faststream.kafka import KafkaBroker
from faststream.kafka.message import KafkaAckableMessage
from faststream.security import SASLScram256

from shared.events.envelope import read_headers
from shared.events.inbox.inbox import Inbox, Stopping
from shared.events.keys import SHARDS
from shared.events.record import Record
from shared.kafka.connection import tls
from shared.kafka.liveness import Liveness
from shared.operations.crash_points import crash_point
from shared.operations.errors import describe
from shared.operations.settings import Settings
from shared.postgres.connections import wait_for

log = structlog.get_logger()

MAX_RECORDS = 500
POLL_TIMEOUT_MS = 1_000
# Each is less than the next: draining ends while the group still waits for this member, and the request with which a
# member joins outlasts that wait.
DRAIN_TIMEOUT_SECONDS = 20.0
REBALANCE_TIMEOUT_MS = 30_000
REQUEST_TIMEOUT_MS = 40_000


class Assignment(ConsumerRebalanceListener):  # type: ignore[misc]
    """Gives up partitions only after the current batch is committed, and seeks new ones to the saved offsets.

    The offsets saved with the effects take precedence over the group's, so a consumer whose database was restored reads
    the lost records again. aiokafka delivers records before it has awaited this listener, and swallows its exceptions.
    So the listener retries by itself, and the handler drops records fetched before the seek. Every partition is sought,
    a new one to its beginning, because otherwise the dropped records would be missing.
    """

    def __init__(self, inbox: Inbox[Any]) -> None:
        self._inbox = inbox
        self.sought = asyncio.Event()
        self.applying = False
        self._reading_offsets = False
        self.subscriber: Any = None
        self._liveness = Liveness()

    def trouble(self) -> str | None:
        """Why the consumer must be restarted, or None. Waiting for PostgreSQL is not a reason."""
        if self.subscriber.consumer is None:
            return None
        # A rebalance is not work: a client that never ends one has lost its partitions and reads nothing more.
        return self._liveness.trouble(self.subscriber.consumer, busy=self.applying or self._reading_offsets)

    def shards(self, topic: str) -> set[int]:
        """The shards that this consumer reads."""
        return self._shards_in(topic, {partition.partition for partition in self._partitions(topic)})

    async def shards_read_to_end(self, topic: str) -> set[int]:
        """Those of its shards in which it has applied every record that Kafka has now. Raises KafkaError."""
        if not (partitions := self._partitions(topic)):
            return set()
        consumer = self.subscriber.consumer
        ends = await consumer.end_offsets(partitions)
        read = {each.partition for each in partitions if await consumer.position(each) >= ends[each]}
        # Positions are those of fetching: the last records may still be on their way into the tables.
        return set() if self.applying else self._shards_in(topic, read)

    async def lag(self) -> dict[str, int]:
        """The records of each topic that Kafka has and without effect yet, in its partitions. Raises KafkaError."""
        consumer = self.subscriber.consumer
        if consumer is None or not self.sought.is_set():
            return {}
        partitions = consumer.assignment()
        ends = await consumer.end_offsets(partitions)
        # The saved offsets, because positions are those of fetching.
        saved = await self._inbox.offsets()
        lag = dict.fromkeys((each.topic for each in partitions), 0)
        for each in partitions:
            lag[each.topic] += max(0, ends[each] - saved.get((each.topic, each.partition), 0))
        return lag

    def _partitions(self, topic: str) -> list[TopicPartition]:
        consumer = self.subscriber.consumer
        if consumer is None or not self.sought.is_set():
            return []
        return [partition for partition in consumer.assignment() if partition.topic == topic]

    def _shards_in(self, topic: str, partitions: Collection[int]) -> set[int]:
        if not partitions:
            return set()
        number = len(self.subscriber.consumer.partitions_for_topic(topic))
        return {shard for shard in range(SHARDS) if shard % number in partitions}

    # Nothing is decoded here: the framework's own parser and decoder handle the batch as a whole, so one null header or
    # one body that is not JSON would cost all five hundred records.
    async def parse(self, raw: tuple[ConsumerRecord, ...]) -> KafkaAckableMessage:
        """Wrap a polled batch, unread."""
        return KafkaAckableMessage(body=b"", headers={}, raw_message=raw, consumer=self.subscriber.consumer)

    async def take(self, records: Any) -> None:
        """Pass a batch to the inbox, or drop it while the offsets have not been sought."""
        crash_point("inbox.after_fetch")
        try:
            if self.sought.is_set():
                await self._apply(records)
            else:
                # Returning acknowledges the dropped batch, which is harmless: every assignment seeks to saved offsets.
                await self._inbox.unless_stopping(self.sought.wait())
        except Stopping:
            raise NackMessage from None

    async def _apply(self, records: Sequence[Record]) -> None:
        self.applying = True
        try:
            await self._inbox.apply(records)
        finally:
            self.applying = False

    async def on_partitions_revoked(self, revoked: Sequence[TopicPartition]) -> None:
        """Wait for the current batch; without a time limit the lock would not wait at all."""
        await self.subscriber.lock.wait_release(DRAIN_TIMEOUT_SECONDS)
        # Only now: a batch just delivered would wait for this flag, and the line above would wait for the batch.
        self.sought.clear()

    async def on_partitions_assigned(self, assigned: Sequence[TopicPartition]) -> None:
        """Seek to the saved offsets; an offset outside the topic's range is reset to its beginning."""
        self._reading_offsets = True
        try:
            offsets = await self._offsets()
        finally:
            self._reading_offsets = False
        for partition in assigned:
            self.subscriber.consumer.seek(partition, offsets.get((partition.topic, partition.partition), 0))
        self.sought.set()

    async def _offsets(self) -> dict[tuple[str, int], int]:
        while True:
            try:
                offsets = await self._inbox.unless_stopping(wait_for("offsets", self._inbox.offsets))
            except Stopping:
                raise
            except Exception as error:
                # aiokafka swallows exceptions here: no record would ever be read again, and no log would show it.
                log.exception("offsets_failed", consumer=self._inbox.consumer)
                await self._inbox.halt(f"the saved offsets cannot be read: {describe(error)}")
            else:
                # The next batch would reset this too, but it may arrive much later.
                self._inbox.halted = None
                return offsets


def make_broker(
    settings: Settings, service: str, *, metadata_ms: int = 30_000, consumer_only: bool = True
) -> KafkaBroker:
    """The broker of a service's worker; it logs little, never creates topics and has no producer.

    New partitions are noticed within `metadata_ms`, by default half a minute instead of aiokafka's five minutes.
    """
    security = SASLScram256(
        username=settings.principal(service),
        password=settings.secret(f"kafka_{service}"),
        ssl_context=tls(settings),
        use_ssl=settings.kafka_security == "SASL_SSL",
    )
    return KafkaBroker(
        settings.kafka_servers.split(","),
        security=security,
        client_id=settings.principal(service),
        allow_auto_create_topics=False,
        # Otherwise it would also connect a producer and an administrator that no worker uses.
        consumer_only=consumer_only,
        # Injection costs thread hops of 65 to 110 µs per message; logging each message at INFO costs 36 µs.
        apply_types=False,
        log_level=logging.DEBUG,
        retry_backoff_ms=500,
        request_timeout_ms=REQUEST_TIMEOUT_MS,
        metadata_max_age_ms=metadata_ms,
    )


def subscribe(
    broker: KafkaBroker,
    group: str,
    topics: Sequence[str],
    inbox: Inbox[Any],
    *,
    session_ms: int = 10_000,
    poll_ms: int = 300_000,
) -> Assignment:
    """Deliver batches of `topics` to `inbox`, as a member of `group`; return the consumer's partitions and its state.

    A member loses its partitions when it sends no heartbeat for `session_ms` or does not poll for `poll_ms`.
    """
    assignment = Assignment(inbox)
    assignment.subscriber = subscriber = broker.subscriber(
        *topics,
        group_id=group,
        batch=True,
        # `latest`, the framework's default, skips the records of an added partition or behind an expired offset.
        auto_offset_reset="earliest",
        # The only policy that commits after the handler and only on success: the default commits before the handler,
        # ACK and REJECT_ON_ERROR commit after an error too, and MANUAL continues behind the failed batch.
        ack_policy=AckPolicy.NACK_ON_ERROR,
        # Otherwise a record's `reply_to` header would make this service publish to any topic.
        no_reply=True,
        listener=assignment,
        rebalance_timeout_ms=REBALANCE_TIMEOUT_MS,
        session_timeout_ms=session_ms,
        heartbeat_interval_ms=session_ms // 5,
        max_poll_interval_ms=poll_ms,
    )
    subscriber.get_msg = _poll  # type: ignore[method-assign]
    subscriber(assignment.take, parser=assignment.parse, decoder=_decode)
    return assignment


async def _poll(consumer: AIOKafkaConsumer) -> tuple[ConsumerRecord, ...]:
    """Wait for records. The framework would poll again and again, and sleep in between while records arrive."""
    polled = await consumer.getmany(timeout_ms=POLL_TIMEOUT_MS, max_records=MAX_RECORDS)
    return tuple(chain.from_iterable(polled.values()))


async def _decode(message: KafkaAckableMessage) -> list[Record]:
    return [_record(raw) for raw in message.raw_message]


def _record(raw: ConsumerRecord) -> Record:
    return Record(raw.topic, raw.partition, raw.offset, raw.key, raw.value or b"", read_headers(raw.headers))
