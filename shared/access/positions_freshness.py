"""How up to date a service's copy of positions is: the events that their owner relayed, against those applied here.

A change of a position takes effect in another service only when its event is applied there. So each worker regularly
asks the owner for the last relayed event of each shard, and records the last moment at which nothing was missing. It
repairs nothing, and it does not see events that the owner has not relayed yet; only the owner can count those.

The topic also carries other events. A shard whose last event is one of those counts as behind until it is applied,
which is the safe side. Parked records and unsent events are counted only if they are about positions.
"""

import asyncio
import math
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import structlog
from prometheus_client import Gauge

from shared.events.feed.client import FEED_ERRORS, Feeds
from shared.events.inbox.marks import last_ids
from shared.operations.errors import describe
from shared.postgres.connections import Connection, Pool

log = structlog.get_logger()

COMPARE_INTERVAL_SECONDS = 2.0
UP_TO_DATE_SECONDS = 3 * COMPARE_INTERVAL_SECONDS
"""A copy that was complete this long ago counts as up to date: between two comparisons nothing newer is known."""

# Labelled, so that only workers that compare export them; without a label an api would export zeros, as if up to date.
AGE = Gauge("sinergi_positions_freshness_age_seconds", "Time since no position was missing", ("consumer",))
BEHIND = Gauge(
    "sinergi_positions_freshness_behind_shards", "Shards of the topic whose last event is not applied", ("consumer",)
)
PARKED = Gauge("sinergi_positions_freshness_parked_records", "Position events that could not be applied", ("consumer",))


@dataclass(frozen=True, slots=True)
class PositionsFreshness:
    """The result of the last comparison, and how long ago nothing was missing; None if there was no comparison yet."""

    last_position_at: datetime | None
    compared_at: datetime | None
    up_to_date_at: datetime | None
    shards_behind: int | None
    parked: int | None
    age_seconds: float | None

    @property
    def up_to_date(self) -> bool:
        """Whether nothing was missing a moment ago."""
        return self.age_seconds is not None and self.age_seconds <= UP_TO_DATE_SECONDS


async def load_freshness(connection: Connection) -> PositionsFreshness:
    """The freshness of this service's positions. `last_position_at` is business time, the rest the database's clock."""
    # Joined to a constant row, because before the first comparison the table is empty.
    row = await connection.fetchrow(
        """SELECT (SELECT max(recorded_at) FROM position) AS last_position_at, compared_at, up_to_date_at,
                  shards_behind, parked, extract(epoch FROM clock_timestamp() - up_to_date_at)::float8 AS age_seconds
           FROM (VALUES (true)) AS always (one) LEFT JOIN positions_freshness USING (one)"""
    )
    return PositionsFreshness(**row)


async def count_unsent(connection: Connection, type_: str) -> int:
    """At the owner: the number of position events that are not relayed yet."""
    unsent: int = await connection.fetchval(
        "SELECT count(*) FROM outbox, relay WHERE outbox.id > relay.cursor AND type = $1", type_
    )
    return unsent


class PositionsComparison:
    """Regularly compares one consumer's positions with their owner's log, through the owner's feed.

    `type_` is the full type of their events.
    """

    def __init__(self, pool: Pool, consumer: str, topic: str, type_: str, feeds: Feeds) -> None:
        self._pool = pool
        self._consumer = consumer
        self._topic = topic
        self._type = type_
        self._feeds = feeds
        self._up_to_date_since = -math.inf

    async def run(self) -> None:
        """Compare until cancelled. The age also grows while the owner cannot be reached."""
        # Infinite until the first comparison, so that an alert on the age covers a worker that never could compare.
        AGE.labels(self._consumer).set_function(lambda: time.monotonic() - self._up_to_date_since)
        while True:
            try:
                await self._compare()
            except FEED_ERRORS as error:
                log.warning("positions_not_compared", consumer=self._consumer, error=describe(error))
            await asyncio.sleep(COMPARE_INTERVAL_SECONDS)

    async def _compare(self) -> None:
        # Two connections, one after the other: none is held while another service takes its time to answer.
        async with self._pool.acquire() as connection:
            asked_at = await connection.fetchval("SELECT clock_timestamp()")
        tails = await self._feeds.tails(self._topic)
        async with self._pool.acquire() as connection:
            freshness = await self._save(connection, asked_at, tails)
        age = math.inf if freshness.age_seconds is None else freshness.age_seconds
        self._up_to_date_since = time.monotonic() - age
        BEHIND.labels(self._consumer).set(freshness.shards_behind or 0)
        PARKED.labels(self._consumer).set(freshness.parked or 0)

    async def _save(self, connection: Connection, asked_at: datetime, tails: Mapping[int, int]) -> PositionsFreshness:
        marks = await last_ids(connection, self._consumer, self._topic)
        # The moment before the owner was asked: events that it relayed by then are applied now, or counted as missing.
        # When two workers compare at the same time, the result of the later question is kept.
        # A parked record without a readable type may be a position.
        await connection.execute(
            """INSERT INTO positions_freshness AS f (compared_at, up_to_date_at, shards_behind, parked)
               SELECT $1::timestamptz, CASE WHEN $2::int + count(*) = 0 THEN $1 END, $2, count(*)
               FROM parked WHERE consumer = $3 AND topic = $4 AND coalesce(headers::json ->> 'ce_type', $5) = $5
               ON CONFLICT (one) DO UPDATE SET
                   compared_at = excluded.compared_at,
                   up_to_date_at = coalesce(excluded.up_to_date_at, f.up_to_date_at),
                   shards_behind = excluded.shards_behind, parked = excluded.parked
               WHERE f.compared_at < excluded.compared_at""",
            asked_at,
            sum(last > marks.get(shard, 0) for shard, last in tails.items()),
            self._consumer,
            self._topic,
            self._type,
        )
        return await load_freshness(connection)
