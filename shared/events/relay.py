"""The relay: one fenced leader brings the log to Kafka, in order, by a cursor of one bigint.

It reads as far as the log is complete, sends, waits for all acknowledgements, then saves cursor and chain tails under
its epoch. Whatever fails, the producer is dropped and the relay starts again from the saved cursor: duplicates are then
possible and harmless, for every record names its place in the chain; loss is not.
"""

import asyncio
import json
import os
import socket
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import asyncpg
import structlog
from aiokafka.errors import KafkaError

from shared.events import metrics
from shared.events.envelope import Chain
from shared.events.horizon import Horizon
from shared.events.keys import shard_of
from shared.events.leadership import Fenced, Leadership
from shared.events.log import read_complete
from shared.events.nudge import Alarm
from shared.events.takeover import LogBehindKafka, refuse_if_behind
from shared.kafka.producer import BatchProducer, NotAcknowledged, Outgoing, Partition
from shared.operations.crash_points import crash_point
from shared.operations.settings import Settings
from shared.postgres.connections import TRANSIENT, connect

log = structlog.get_logger()

ROWS = 4000
POLL_SECONDS = 0.5
LEADERSHIP_SECONDS = 0.25
SEND_SECONDS = 20.0
PAUSE_SECONDS = 1.0
REFUSAL_SECONDS = 5.0


class Relay:
    """The relay of one service, in one process; of several processes at most one leads."""

    def __init__(self, settings: Settings, service: str, topics: Sequence[str]) -> None:
        self._topics = topics
        self._settings = settings
        self._service = service
        self._source = f"/{settings.instance}/{service}"

    async def run(self) -> None:
        """Stand by and lead, again and again, until cancelled."""
        while True:
            try:
                await self._stand_by_and_lead()
            except LogBehindKafka as error:
                log.error("relay_refuses_to_lead", reason=str(error))
                await asyncio.sleep(REFUSAL_SECONDS)
            except (*TRANSIENT, KafkaError, NotAcknowledged, Fenced) as error:
                metrics.RELAY_ERRORS.inc()
                log.warning("relay_begins_again", error=f"{type(error).__name__}: {error}")
            await asyncio.sleep(PAUSE_SECONDS)

    async def _stand_by_and_lead(self) -> None:
        connection = await connect(self._settings, self._service, "relay", f"{self._service} relay")
        try:
            leadership = await self._stand_by(connection)
            metrics.LEADER_CHANGES.inc()
            metrics.EPOCH.set(leadership.epoch)
            log.info("relay_leads", epoch=leadership.epoch, cursor=leadership.cursor)
            crash_point("relay.after_lock")
            await refuse_if_behind(self._settings, self._service, self._source, self._topics, leadership)
            producer = BatchProducer(self._settings, self._service)
            try:
                await producer.start()
                metrics.LEADER.set(1)
                await self._lead(leadership, producer)
            finally:
                metrics.LEADER.set(0)
                await producer.drop()
        finally:
            connection.terminate()

    async def _stand_by(self, connection: "asyncpg.Connection[Any]") -> Leadership:
        leader = f"{socket.gethostname()}:{os.getpid()}"
        while True:
            leadership = await Leadership.try_take(connection, self._service, leader)
            if leadership:
                return leadership
            await asyncio.sleep(LEADERSHIP_SECONDS)

    async def _lead(self, leadership: Leadership, producer: BatchProducer) -> None:
        alarm = Alarm()
        await alarm.listen(leadership.connection, self._service)
        horizon = Horizon()
        while True:
            rows, complete = await read_complete(leadership.connection, leadership.cursor, ROWS, horizon)
            crash_point("relay.after_read")
            if complete > leadership.cursor:
                await self._relay(leadership, producer, rows, complete)
            metrics.CURSOR.set(leadership.cursor)
            await self._wait(leadership, alarm, horizon, full=len(rows) == ROWS)

    async def _wait(self, leadership: Leadership, alarm: Alarm, horizon: Horizon, *, full: bool) -> None:
        """Wait for the next nudge; while a hole is open look again soon, while there is more look at once."""
        if not full:
            await alarm.wait(0.01 if horizon.open else POLL_SECONDS)

    async def _relay(
        self, leadership: Leadership, producer: BatchProducer, rows: Sequence[asyncpg.Record], complete: int
    ) -> None:
        tails = dict(leadership.tails)
        records: dict[Partition, list[Outgoing]] = defaultdict(list)
        for row in rows:
            shard = (row["topic"], shard_of(row["key_hash"]))
            chain = Chain(self._source, leadership.generation, shard[1], tails.get(shard, 0), row["id"])
            tails[shard] = row["id"]
            partition = row["key_hash"] % await producer.partitions(row["topic"])
            records[row["topic"], partition].append(_record(row, chain))
        if rows:
            await producer.send(records, SEND_SECONDS)
        crash_point("relay.after_acknowledgements")
        await leadership.save(complete, _changed(leadership.tails, tails))
        crash_point("relay.after_save")
        metrics.observe_relayed(rows)


def _changed(before: Mapping[tuple[str, int], int], after: Mapping[tuple[str, int], int]) -> dict[tuple[str, int], int]:
    return {shard: last for shard, last in after.items() if before.get(shard) != last}


def _record(row: asyncpg.Record, chain: Chain) -> Outgoing:
    headers = json.loads(row["headers"]) | chain.headers() | {"ce_streamversion": str(row["stream_version"])}
    return Outgoing(
        key=row["key"].encode(),
        value=row["data"],
        headers=[(name, value.encode()) for name, value in headers.items()],
        timestamp=int(row["created_at"].timestamp() * 1000),
    )
