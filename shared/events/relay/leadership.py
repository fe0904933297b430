"""Leadership of a relay: a session lock, polled, and an epoch that fences a leader that has been replaced.

A standby never *waits* in `pg_advisory_lock`: a waiting statement pins vacuum and hangs CREATE INDEX CONCURRENTLY.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import asyncpg

from shared.events.keys import ShardKey, key_hash
from shared.postgres.connections import Connection

# Far shorter than a standby's interval, so that a standby rarely gets the lock first.
_LOCK_POLL_INTERVAL_SECONDS = 0.02


class Fenced(Exception):
    """Another leader has taken over; this leader's save is refused."""


@dataclass(slots=True)
class Leadership:
    """A leader's connection, its epoch, and the saved state of the log."""

    connection: "asyncpg.Connection[Any]"
    epoch: int
    cursor: int
    generation: int
    tails: dict[ShardKey, int]
    paused: str | None

    @classmethod
    async def try_take(cls, connection: "asyncpg.Connection[Any]", service: str, leader: str) -> "Leadership | None":
        """Take over if there is no leader; raising the epoch keeps earlier leaders from saving."""
        if not await connection.fetchval("SELECT pg_try_advisory_lock($1)", lock_key(service)):
            return None
        row = await connection.fetchrow(
            "UPDATE relay SET epoch = epoch + 1, leader = $1 RETURNING epoch, cursor, generation, paused", leader
        )
        assert row is not None, "the migration inserts the row"  # noqa: S101
        # The epoch is on disk; later saves of this leader need not wait for the disk. If PostgreSQL crashes, cursor and
        # tails fall back together to an earlier save of this leader, and the events after it are sent again.
        await connection.execute("SET synchronous_commit = off")
        # Read after the epoch was raised: until then an earlier leader could still save.
        tails = await connection.fetch("SELECT topic, shard, last_id FROM relay_tail")
        return cls(
            connection,
            row["epoch"],
            row["cursor"],
            row["generation"],
            {(tail["topic"], tail["shard"]): tail["last_id"] for tail in tails},
            row["paused"],
        )

    async def save(self, cursor: int, tails: Mapping[ShardKey, int]) -> None:
        """Save the acknowledged cursor and tails, and read the pause flag. Raises `Fenced` when the epoch has ended."""
        # One statement, in which the tails depend on a row in `saved`: cursor and tails change together, and a leader
        # that has been replaced changes neither.
        saved = await self.connection.fetchrow(
            """WITH saved AS (
                   UPDATE relay SET cursor = $2, saved_at = clock_timestamp() WHERE epoch = $1 RETURNING paused
               ), tails AS (
                   INSERT INTO relay_tail (topic, shard, last_id)
                   SELECT t.* FROM unnest($3::text[], $4::int[], $5::bigint[]) AS t, saved
                   ON CONFLICT (topic, shard) DO UPDATE SET last_id = excluded.last_id
               )
               SELECT paused FROM saved""",
            self.epoch,
            cursor,
            [topic for topic, _ in tails],
            [shard for _, shard in tails],
            list(tails.values()),
        )
        if saved is None:
            raise Fenced(f"epoch {self.epoch} has ended")
        self.cursor, self.paused = cursor, saved["paused"]
        self.tails.update(tails)

    async def refresh(self) -> None:
        """Read the pause flag when there is nothing to save. Raises `Fenced` when the epoch has ended."""
        row = await self.connection.fetchrow("SELECT epoch, paused FROM relay")
        assert row is not None, "the migration inserts the row"  # noqa: S101
        if row["epoch"] != self.epoch:
            raise Fenced(f"epoch {self.epoch} has ended")
        self.paused = row["paused"]


async def stop_leader(owner: Connection, service: str, seconds: float = 30) -> None:
    """Stop the leader and prevent others from leading while `owner`, a connection of the owner role, is open.

    What the leader has sent may still arrive in Kafka, until `fence_relay`. Raises TimeoutError when the leader keeps
    its lock.
    """
    async with asyncio.timeout(seconds):
        while True:
            # The leader releases the lock when it notices that its epoch has ended; so does a standby that got it.
            await owner.execute("UPDATE relay SET epoch = epoch + 1")
            if await owner.fetchval("SELECT pg_try_advisory_lock($1)", lock_key(service)):
                break
            await asyncio.sleep(_LOCK_POLL_INTERVAL_SECONDS)


def lock_key(service: str) -> int:
    """The lock key of a service's leader; it contains the service because the services share a database."""
    return key_hash(f"sinergi relay {service}")
