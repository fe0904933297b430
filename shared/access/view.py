"""How current a service's view of positions is: what their owner has relayed, compared with what is applied here.

Between an appointment and its effect in another service lies whatever holds an event up. So each worker asks the owner
now and then how far it has come, and keeps the last moment at which nothing was missing. It repairs nothing; and what
the owner itself has not brought out yet only the owner can show.
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
from shared.postgres.connections import Connection, Pool

log = structlog.get_logger()

WATCH_SECONDS = 2.0
CURRENT_SECONDS = 3 * WATCH_SECONDS
"""A view that was whole this long ago is called whole: between two looks nobody can know better."""

# With a label, so that they stand only where somebody watches: an api would show zeros, as if all were well.
AGE = Gauge("sinergi_access_view_age_seconds", "How long ago no position was missing", ("consumer",))
BEHIND = Gauge("sinergi_access_view_behind_shards", "Shards whose last position event is not applied", ("consumer",))
PARKED = Gauge("sinergi_access_view_parked_records", "Position events that could not be applied", ("consumer",))


@dataclass(frozen=True, slots=True)
class View:
    """What the last comparison found, and how long ago nothing was missing; none where nothing was ever compared."""

    last_position_at: datetime | None
    compared_at: datetime | None
    whole_at: datetime | None
    shards_behind: int | None
    parked: int | None
    age_seconds: float | None

    @property
    def whole(self) -> bool:
        """Whether nothing was missing just now."""
        return self.age_seconds is not None and self.age_seconds <= CURRENT_SECONDS


async def read_view(connection: Connection) -> View:
    """How current the view is. Ages are by the database's clock, `last_position_at` is business time."""
    # Joined to one row that is always there, for before the first comparison there is none.
    row = await connection.fetchrow(
        """SELECT (SELECT max(recorded_at) FROM position) AS last_position_at, compared_at, whole_at,
                  behind AS shards_behind, parked,
                  extract(epoch FROM clock_timestamp() - whole_at)::float8 AS age_seconds
           FROM (VALUES (true)) AS always (one) LEFT JOIN position_view USING (one)"""
    )
    return View(**row)


async def count_unsent(connection: Connection, topic: str) -> int:
    """At the owner: how many position events no other service can know of yet."""
    unsent: int = await connection.fetchval(
        "SELECT count(*) FROM outbox, relay WHERE outbox.id > relay.cursor AND topic = $1", topic
    )
    return unsent


class ViewWatch:
    """Compares one consumer's positions with their owner's log, by the owner's feed."""

    def __init__(self, pool: Pool, consumer: str, topic: str, feeds: Feeds) -> None:
        self._pool = pool
        self._consumer = consumer
        self._topic = topic
        self._feeds = feeds
        self._whole_since = -math.inf

    async def run(self) -> None:
        """Compare until cancelled. The age grows by itself, also while the owner cannot be asked."""
        # Infinite until the first comparison, so that an alert on the age sees a worker that never could compare.
        AGE.labels(self._consumer).set_function(lambda: time.monotonic() - self._whole_since)
        while True:
            try:
                await self._compare()
            except FEED_ERRORS as error:
                log.warning("view_not_compared", consumer=self._consumer, error=f"{type(error).__name__}: {error}")
            await asyncio.sleep(WATCH_SECONDS)

    async def _compare(self) -> None:
        # Two connections, one after the other: none is held while another service takes its time to answer.
        async with self._pool.acquire() as connection:
            asked_at = await connection.fetchval("SELECT clock_timestamp()")
        tails = await self._feeds.tails(self._topic)
        async with self._pool.acquire() as connection:
            view = await self._save(connection, asked_at, tails)
        self._whole_since = -math.inf if view.age_seconds is None else time.monotonic() - view.age_seconds
        BEHIND.labels(self._consumer).set(view.shards_behind or 0)
        PARKED.labels(self._consumer).set(view.parked or 0)

    async def _save(self, connection: Connection, asked_at: datetime, tails: Mapping[int, int]) -> View:
        marks = await last_ids(connection, self._consumer, self._topic)
        # What was relayed when the owner was asked is applied by now, or it is missing: hence the earlier moment.
        # And where two workers compare at once, the one that asked earlier does not have the last word.
        await connection.execute(
            """INSERT INTO position_view AS v (compared_at, whole_at, behind, parked)
               SELECT $1::timestamptz, CASE WHEN $2::int + count(*) = 0 THEN $1 END, $2, count(*)
               FROM parked WHERE consumer = $3 AND topic = $4
               ON CONFLICT (one) DO UPDATE SET
                   compared_at = excluded.compared_at, whole_at = coalesce(excluded.whole_at, v.whole_at),
                   behind = excluded.behind, parked = excluded.parked
               WHERE v.compared_at < excluded.compared_at""",
            asked_at,
            sum(last > marks.get(shard, 0) for shard, last in tails.items()),
            self._consumer,
            self._topic,
        )
        return await read_view(connection)
