"""The relay: one fenced leader sends the log to Kafka, in order; its position is one cursor.

Its flow reads as far as the log is complete, sends, waits for all acknowledgements, then saves cursor and chain tails
under its epoch. Kafka refuses the batches of earlier leaders. After any failure the producer is dropped and the relay
restarts from the saved cursor. Duplicates are then possible and harmless, because every record carries its link in the
chain; loss is not possible.
"""

import asyncio
import os
import socket
from collections.abc import Sequence
from typing import Any

import asyncpg
import structlog
from aiokafka.errors import KafkaError

from shared.events import metrics
from shared.events.relay.flow import POLL_INTERVAL_SECONDS, Flow
from shared.events.relay.horizon import UnsafeSequence
from shared.events.relay.leadership import Fenced, Leadership
from shared.events.relay.step_size import StepSize
from shared.events.relay.takeover import LogBehindKafka, refuse_if_behind
from shared.kafka.producer import BatchProducer, NotAcknowledged, Replaced
from shared.operations.crash_points import crash_point
from shared.operations.errors import describe
from shared.operations.settings import Settings
from shared.postgres.connections import TRANSIENT, connect

log = structlog.get_logger()

LEADERSHIP_INTERVAL_SECONDS = 0.25
RETRY_INTERVAL_SECONDS = 1.0
REFUSAL_INTERVAL_SECONDS = 5.0
TAKEOVER_TIMEOUT_SECONDS = 60.0
"""Time limit of the check against Kafka: a process that hangs there holds the lock, so there is no leader."""


class Relay:
    """The relay of one service in one process; at most one process of a service leads."""

    def __init__(self, settings: Settings, service: str, topics: Sequence[str]) -> None:
        self._topics = topics
        self._settings = settings
        self._service = service
        self._source = f"/{settings.instance}/{service}"
        self._producer: BatchProducer | None = None
        self._step_size = StepSize()

    def trouble(self) -> str | None:
        """Why this process must be restarted, or None."""
        ended = self._producer.ended() if self._producer is not None else None
        return f"aiokafka's {ended} task has ended" if ended else None

    async def run(self) -> None:
        """Stand by and lead, in turns, until cancelled."""
        while True:
            try:
                await self._stand_by_and_lead()
            except (LogBehindKafka, UnsafeSequence) as error:
                log.error("relay_refuses_to_lead", reason=str(error))
                await asyncio.sleep(REFUSAL_INTERVAL_SECONDS)
            # Any other exception is a bug and is not caught: it ends the process, which is then restarted.
            except (*TRANSIENT, KafkaError, NotAcknowledged, Replaced, Fenced) as error:
                (metrics.FENCED if isinstance(error, Replaced | Fenced) else metrics.RELAY_ERRORS).inc()
                log.warning("relay_restarting", error=describe(error))
            await asyncio.sleep(RETRY_INTERVAL_SECONDS)

    async def _stand_by_and_lead(self) -> None:
        connection = await connect(self._settings, self._service, "relay", f"{self._service} relay")
        try:
            leadership = await self._stand_by(connection)
            crash_point("relay.after_lock")
            # Under the lock, so that no other process leads meanwhile. First without a producer, because a refusal is
            # repeated every few seconds, and each start of a producer writes a marker into every partition.
            await self._compare_with_kafka(leadership)
            producer = self._producer = BatchProducer(self._settings, self._service, self._topics)
            try:
                async with asyncio.timeout(TAKEOVER_TIMEOUT_SECONDS):
                    await producer.start()
                # Again, because an earlier leader may have sent until it was fenced.
                await self._compare_with_kafka(leadership)
                metrics.LEADER_CHANGES.inc()
                metrics.EPOCH.set(leadership.epoch)
                log.info("relay_leads", epoch=leadership.epoch, cursor=leadership.cursor)
                metrics.LEADER.set(1)
                await Flow(leadership, producer, self._step_size).run(self._service)
                # Partitions may be added during the pause, so restart afterwards with a producer that knows them.
                await self._wait_while_paused(leadership)
            finally:
                metrics.LEADER.set(0)
                self._producer = None
                await producer.drop()
        finally:
            # Closing the connection releases the lock, so it is closed last, after the sender has ended. `close` would
            # wait for a server that may be gone.
            connection.terminate()

    async def _compare_with_kafka(self, leadership: Leadership) -> None:
        async with asyncio.timeout(TAKEOVER_TIMEOUT_SECONDS):
            await refuse_if_behind(self._settings, self._service, self._source, self._topics, leadership)

    async def _stand_by(self, connection: "asyncpg.Connection[Any]") -> Leadership:
        leader = f"{socket.gethostname()}:{os.getpid()}"
        while True:
            leadership = await Leadership.try_take(connection, self._service, leader)
            if leadership:
                return leadership
            await asyncio.sleep(LEADERSHIP_INTERVAL_SECONDS)

    async def _wait_while_paused(self, leadership: Leadership) -> None:
        log.warning("relay_paused", reason=leadership.paused)
        metrics.PAUSED.set(1)
        try:
            while leadership.paused:
                await asyncio.sleep(POLL_INTERVAL_SECONDS)
                await leadership.refresh()
        finally:
            metrics.PAUSED.set(0)
