"""Progress of events, read in PostgreSQL without the proxies: how much is relayed and how much has taken effect."""

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import asyncpg

from deploy.topics.catalogue import load_topics
from shared.operations.settings import Settings
from shared.postgres.connections import TRANSIENT

SERVICES = ("agreements", "programs", "notifications")
QUIET_SECONDS = 180.0
TopicShard: TypeAlias = tuple[str, int]


@dataclass(frozen=True)
class Target:
    """State of the logs at a moment: the end of each log and the last id of each shard."""

    ends: Mapping[str, int]
    tails: Mapping[TopicShard, int]


class Database:
    """Queries as superuser, over one connection that is reopened whenever it breaks."""

    def __init__(self, settings: Settings) -> None:
        self._url = settings.admin_database_url()
        self._connection: asyncpg.Connection[Any] | None = None
        self._lock = asyncio.Lock()

    async def fetch(self, query: str, *arguments: object, schema: str = "public") -> list[Any]:
        """Query until PostgreSQL answers; unqualified names refer to `schema`."""
        async with self._lock:
            while True:
                try:
                    connection = await self._connected()
                    await connection.execute("SELECT set_config('search_path', $1, false)", schema)
                    return list(await connection.fetch(query, *arguments))
                except TRANSIENT:
                    self._drop()
                    await asyncio.sleep(0.2)

    async def execute(self, statements: str) -> None:
        """Run statements once, whether they succeed or not."""
        async with self._lock:
            try:
                await (await self._connected()).execute(statements)
            except (*TRANSIENT, asyncpg.PostgresError):
                self._drop()

    async def _connected(self) -> "asyncpg.Connection[Any]":
        if self._connection is None or self._connection.is_closed():
            self._connection = await asyncpg.connect(self._url, timeout=3, command_timeout=120)
        return self._connection

    def _drop(self) -> None:
        if self._connection is not None:
            self._connection.terminate()
        self._connection = None

    async def close(self) -> None:
        """Close the connection."""
        self._drop()


async def target_now(database: Database) -> Target:
    """The current state of the logs."""
    ends: dict[str, int] = {}
    tails: dict[tuple[str, int], int] = {}
    for service in SERVICES:
        rows = await database.fetch(
            """SELECT topic, shard, max(last_id) AS last_id FROM (
                   SELECT topic, shard, last_id FROM relay_tail
                   UNION ALL
                   SELECT topic, key_hash % 128, id FROM outbox, relay WHERE id > cursor
               ) AS written GROUP BY topic, shard""",
            schema=service,
        )
        tails |= {(row["topic"], row["shard"]): row["last_id"] for row in rows}
        ends[service] = max((row["last_id"] for row in rows), default=0)
    return Target(ends, tails)


async def reached(database: Database, settings: Settings, target: Target) -> bool:
    """Whether every event up to the target is relayed and has taken effect in every subscriber."""
    for service, end in target.ends.items():
        rows = await database.fetch("SELECT cursor FROM relay", schema=service)
        if rows[0]["cursor"] < end:
            return False
    return not await behind(database, settings, target)


async def behind(database: Database, settings: Settings, target: Target) -> list[str]:
    """The marks that are behind the target or held, as sentences."""
    found = []
    for name, topic in load_topics().items():
        for reader in topic.readers:
            rows = await database.fetch(
                "SELECT shard, last_id, held FROM inbox_mark WHERE consumer = $1 AND topic = $2",
                reader,
                settings.topic(name),
                schema=reader,
            )
            marks = {row["shard"]: row["last_id"] for row in rows}
            wanted = {shard: last for (of, shard), last in target.tails.items() if of == settings.topic(name)}
            found += [
                f"{reader} has applied shard {shard} of {name} up to {marks.get(shard)}, not to {last}"
                for shard, last in wanted.items()
                if marks.get(shard, -1) < last
            ]
            found += [f"{reader} holds shard {row['shard']} of {name}" for row in rows if row["held"]]
    return found


async def until_reached(database: Database, settings: Settings, target: Target, seconds: float) -> bool:
    """Wait until the target is reached; return False after `seconds`."""
    try:
        async with asyncio.timeout(seconds):
            while not await reached(database, settings, target):
                await asyncio.sleep(0.1)
    except TimeoutError:
        return False
    return True


async def settle(database: Database, settings: Settings) -> float | None:
    """Wait until all events and those that they trigger have taken effect; return the seconds that it took."""
    began = time.monotonic()
    while True:
        target = await target_now(database)
        if not await until_reached(database, settings, target, QUIET_SECONDS):
            return None
        if await target_now(database) == target:
            return time.monotonic() - began
