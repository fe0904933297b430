"""FastStream carries batches from Kafka to an inbox, and acknowledges them after the commit.

Every setting here answers a trap: the framework's defaults acknowledge first, start at the newest record, create
topics, reply anywhere, and drop a polled batch for one bad header. `docs/decisions` says more.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from typing import Any

import structlog
from aiokafka import ConsumerRecord, TopicPartition
from aiokafka.abc import ConsumerRebalanceListener
from faststream import AckPolicy
from faststream.kafka import KafkaBroker
from faststream.kafka.message import KafkaAckableMessage
from faststream.security import SASLScram256

from shared.events.envelope import read_headers
from shared.events.inbox.inbox import Inbox
from shared.events.record import Record
from shared.kafka.connection import tls
from shared.kafka.liveness import Liveness
from shared.operations.crash_points import crash_point
from shared.operations.settings import Settings
from shared.postgres.connections import wait_for

log = structlog.get_logger()

MAX_RECORDS = 500
BATCH_TIMEOUT_MS = 20
# Each less than the next: a drain ends while the group still waits for this member, and the request by which a member
# joins outlasts that wait.
DRAIN_SECONDS = 20.0
REBALANCE_TIMEOUT_MS = 30_000
REQUEST_TIMEOUT_MS = 40_000


class _Assignment(ConsumerRebalanceListener):  # type: ignore[misc]
    """Gives partitions away only when the batch in hand is committed, and reads new ones on from the saved offsets.

    The offsets saved with the effects win over the group's: a restored database reads again what it lost. aiokafka
    hands out records before it has awaited this listener, and swallows what it raises: so it retries by itself, and
    what was fetched before the seek is dropped by the handler. Hence every partition is sought, a new one to its
    beginning: else what was dropped of it would be missing.
    """

    def __init__(self, inbox: Inbox[Any]) -> None:
        self._inbox = inbox
        self.sought = asyncio.Event()
        self.in_hand = False
        self.subscriber: Any = None
        self._liveness = Liveness()

    def trouble(self) -> str | None:
        """Why reading has to be started again, if it has to. Waiting for PostgreSQL is no reason."""
        if self.subscriber.consumer is None:
            return None
        return self._liveness.trouble(self.subscriber.consumer, busy=self.in_hand or not self.sought.is_set())

    async def take(self, records: Any) -> None:
        """Hand a batch to the inbox, or drop it while it is not known where to read on."""
        self.in_hand = True
        try:
            if self.sought.is_set():
                await self._inbox.apply(records)
            else:
                # Returning acknowledges what is dropped. It does no harm: every assignment seeks to our own offsets.
                await self.sought.wait()
        finally:
            self.in_hand = False

    async def on_partitions_revoked(self, revoked: Sequence[TopicPartition]) -> None:
        """Wait for the batch in hand; without a time limit the lock would not wait at all."""
        await self.subscriber.lock.wait_release(DRAIN_SECONDS)
        # Only now: a batch that was just handed out would wait for this flag, and the line above for the batch.
        self.sought.clear()

    async def on_partitions_assigned(self, assigned: Sequence[TopicPartition]) -> None:
        """Seek to the saved offsets; one that lies outside of the topic is reset to its beginning."""
        offsets = await self._offsets()
        for place in assigned:
            self.subscriber.consumer.seek(place, offsets.get((place.topic, place.partition), 0))
        self.sought.set()

    async def _offsets(self) -> dict[tuple[str, int], int]:
        while True:
            try:
                offsets = await wait_for("offsets", self._inbox.offsets)
            except Exception as error:
                # What is raised here is swallowed, and nothing would ever be read again, without a word.
                log.exception("offsets_failed", consumer=self._inbox.consumer)
                await self._inbox.halt(f"the saved offsets cannot be read: {type(error).__name__}: {error}")
            else:
                # The next batch would take it back as well, but nobody knows when one comes.
                self._inbox.halted = None
                return offsets


def make_broker(settings: Settings, service: str) -> KafkaBroker:
    """The broker of a service's worker: quiet logs, and topics are never made by it."""
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
        # Injection costs thread hops of 65 to 110 µs a message, and a line of log for every message 36 µs at INFO.
        apply_types=False,
        log_level=logging.DEBUG,
        retry_backoff_ms=500,
        request_timeout_ms=REQUEST_TIMEOUT_MS,
        # A topic that has grown is read whole after half a minute; by default it would take five.
        metadata_max_age_ms=30_000,
    )


def subscribe(
    broker: KafkaBroker,
    group: str,
    topics: Sequence[str],
    inbox: Inbox[Any],
    *,
    session_ms: int = 10_000,
    poll_ms: int = 300_000,
) -> Callable[[], str | None]:
    """Carry batches of `topics` to `inbox`, as a member of `group`; what is returned says when that has got stuck.

    A member that is not heard of for `session_ms`, or does not ask for records for `poll_ms`, loses its partitions.
    """
    assignment = _Assignment(inbox)
    subscriber = broker.subscriber(
        *topics,
        group_id=group,
        batch=True,
        max_records=MAX_RECORDS,
        batch_timeout_ms=BATCH_TIMEOUT_MS,
        # `latest`, the framework's default, skips what an added partition or an expired offset holds.
        auto_offset_reset="earliest",
        # The only policy that commits after the handler and only where it succeeds: the default commits before it, ACK
        # and REJECT_ON_ERROR commit an error as well, and MANUAL goes on behind it.
        ack_policy=AckPolicy.NACK_ON_ERROR,
        # Otherwise a record's `reply_to` header would make this service publish wherever it says.
        no_reply=True,
        listener=assignment,
        rebalance_timeout_ms=REBALANCE_TIMEOUT_MS,
        session_timeout_ms=session_ms,
        heartbeat_interval_ms=session_ms // 5,
        max_poll_interval_ms=poll_ms,
    )
    assignment.subscriber = subscriber

    # Nothing is decoded here: the framework's own parser and decoder take the batch as a whole, so that one null header
    # or one body that is no JSON would cost all five hundred records.
    async def parse(raw: tuple[ConsumerRecord, ...]) -> KafkaAckableMessage:
        return KafkaAckableMessage(body=b"", headers={}, raw_message=raw, consumer=subscriber.consumer)

    async def decode(message: KafkaAckableMessage) -> list[Record]:
        return [_record(raw) for raw in message.raw_message]

    async def apply(records: Any) -> None:
        crash_point("inbox.after_fetch")
        await assignment.take(records)

    subscriber(apply, parser=parse, decoder=decode)
    return assignment.trouble


def _record(raw: ConsumerRecord) -> Record:
    return Record(raw.topic, raw.partition, raw.offset, raw.key, raw.value or b"", read_headers(raw.headers))
