"""Leadership of a relay: a session lock, polled, and an epoch that fences a leader that has been deposed.

A standby never *waits* in `pg_advisory_lock`: a waiting statement pins vacuum and hangs CREATE INDEX CONCURRENTLY.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import asyncpg

from shared.events.keys import key_hash
from shared.postgres.connections import Connection

Shard = tuple[str, int]

# Far more often than a standby asks, so that one rarely slips in.
_DEPOSE_POLL_SECONDS = 0.02
# What a leader had written into its connection when it let go is in Kafka by then.
_UNDER_WAY_SECONDS = 1.0


class Fenced(Exception):
    """Another leader has taken over: what this one would save is refused."""


@dataclass(slots=True)
class Leadership:
    """What a leader holds: its connection, its epoch, and what the leader before it has saved."""

    connection: "asyncpg.Connection[Any]"
    epoch: int
    cursor: int
    generation: int
    tails: dict[Shard, int]
    paused: str | None

    @classmethod
    async def try_take(cls, connection: "asyncpg.Connection[Any]", service: str, leader: str) -> "Leadership | None":
        """Take over if nobody leads; the epoch is raised, so that nothing of an earlier leader is saved any more."""
        if not await connection.fetchval("SELECT pg_try_advisory_lock($1)", lock_key(service)):
            return None
        row = await connection.fetchrow(
            "UPDATE relay SET epoch = epoch + 1, leader = $1 RETURNING epoch, cursor, generation, paused", leader
        )
        assert row is not None, "the migration made the row"  # noqa: S101
        # The epoch is on disk; what this leader saves from here on need not wait for it. A crash of PostgreSQL takes
        # cursor and tails back together, to an earlier moment of this leader: what lies after it is sent once more.
        await connection.execute("SET synchronous_commit = off")
        # Not before the epoch was raised: until then an earlier leader could still move them.
        tails = await connection.fetch("SELECT topic, shard, last_id FROM relay_tail")
        return cls(
            connection,
            row["epoch"],
            row["cursor"],
            row["generation"],
            {(tail["topic"], tail["shard"]): tail["last_id"] for tail in tails},
            row["paused"],
        )

    async def save(self, cursor: int, tails: Mapping[Shard, int]) -> None:
        """Save how far Kafka has acknowledged; see whether to pause. Raises `Fenced` when the epoch has ended."""
        # One statement, and tails only where `saved` has a row: cursor and tails move together, and not at all for a
        # leader that has been deposed.
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

    async def look(self) -> None:
        """See whether to pause, when there is nothing to save. Raises `Fenced` when the epoch has ended."""
        row = await self.connection.fetchrow("SELECT epoch, paused FROM relay")
        assert row is not None, "the migration made the row"  # noqa: S101
        if row["epoch"] != self.epoch:
            raise Fenced(f"epoch {self.epoch} has ended")
        self.paused = row["paused"]


async def depose(owner: Connection, service: str, seconds: float = 30) -> None:
    """Let nobody lead for as long as this connection lives, and what the last leader sent arrive.

    `owner` is a connection of the owner role. Raises TimeoutError when a leader does not let go.
    """
    async with asyncio.timeout(seconds):
        while True:
            # The leader lets go of the lock once it sees that its epoch has ended; so does a standby that slipped in.
            await owner.execute("UPDATE relay SET epoch = epoch + 1")
            if await owner.fetchval("SELECT pg_try_advisory_lock($1)", lock_key(service)):
                break
            await asyncio.sleep(_DEPOSE_POLL_SECONDS)
    await asyncio.sleep(_UNDER_WAY_SECONDS)


def lock_key(service: str) -> int:
    """The key of the lock that a service's leader holds: its own, for the services share a database."""
    return key_hash(f"sinergi relay {service}")
