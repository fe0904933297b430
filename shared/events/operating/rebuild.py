"""Rebuilding a projection: deletes it and replays the events that built it.

All of it is one transaction. The consumer's marks are locked first, which pauses the consumer, and the events are
replayed exactly up to these marks. Marks and projection agree at COMMIT, and until then queries see the old projection.
The unit of work is never flushed, so events that reactions emit are not emitted again. Parked and discarded events had
no effect and are skipped: a rebuild does not requeue them.
"""

import time
from collections.abc import AsyncIterator, Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from shared.events.envelope import Envelope, open_envelope
from shared.events.feed.client import Feeds
from shared.events.inbox.attempt import Dispatcher
from shared.events.inbox.marks import lock_marks
from shared.events.keys import SHARDS, ShardKey
from shared.events.operator_log import Operator, log_operation
from shared.events.record import Record
from shared.events.unit_of_work import UnitOfWork
from shared.operations.errors import describe

A = TypeVar("A")

# A large table takes longer than the default limit of half a minute; asyncpg cannot switch the limit off.
_STATEMENT_TIMEOUT_SECONDS = 24 * 3600.0


class CannotRebuild(Exception):
    """The projection is unchanged; the message gives the reason."""


@dataclass(slots=True)
class Progress:
    """Progress of a rebuild."""

    topic: str = ""
    at_id: int = 0
    until_id: int = 0
    read: int = 0
    applied: int = 0
    begun: float = field(default_factory=time.monotonic)

    @property
    def rate(self) -> float:
        """Events read per second."""
        return self.read / max(time.monotonic() - self.begun, 0.001)


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """Result of a rebuild; row counts are by table."""

    read: int
    applied: int
    skipped: int
    rows_before: Mapping[str, int]
    rows_after: Mapping[str, int]
    seconds: float


@dataclass(frozen=True)
class Projection(Generic[A]):
    """Tables that are derived from events only, in an order in which they can be emptied, and their handlers."""

    consumer: str
    tables: tuple[str, ...]
    dispatcher: Dispatcher[A]


class Rebuild(Generic[A]):
    """One rebuild, in a unit of work of the owner role: the app role may not empty tables and has time limits."""

    def __init__(
        self,
        work: UnitOfWork[A],
        projection: Projection[A],
        feeds: Feeds,
        watch: Callable[[Progress], None] = lambda _: None,
        *,
        give_up_lost: bool = False,
    ) -> None:
        self._work = work
        self._owner = work.connection
        self._projection = projection
        self._feeds = feeds
        self._watch = watch
        self._give_up_lost = give_up_lost
        self._progress = Progress()

    async def run(self, by: Operator, *, dry_run: bool = False) -> Rebuilt:
        """Rebuild and log the operation; a dry run is rolled back. Raises `CannotRebuild`."""
        transaction = self._owner.transaction()
        await transaction.start()
        try:
            rebuilt = await self._rebuild()
            await log_operation(self._owner, by, "projection_rebuilt", _outcome(rebuilt))
        except BaseException:
            await transaction.rollback()
            raise
        await (transaction.rollback() if dry_run else transaction.commit())
        return rebuilt

    async def _rebuild(self) -> Rebuilt:
        marks = await self._lock()
        without_effect = await self._without_effect()
        before = await self._count()
        # Not TRUNCATE: its lock would block reading the old projection until COMMIT.
        for table in self._projection.tables:
            await self._owner.execute(f'DELETE FROM "{table}"', timeout=_STATEMENT_TIMEOUT_SECONDS)  # noqa: S608 -- named in the code
        skipped = 0
        for topic in self._feeds.addresses:
            skipped += await self._replay(topic, marks, without_effect)
        progress = self._progress
        seconds = time.monotonic() - progress.begun
        return Rebuilt(progress.read, progress.applied, skipped, before, await self._count(), seconds)

    async def _lock(self) -> dict[ShardKey, int]:
        shards = [(topic, shard) for topic in self._feeds.addresses for shard in range(SHARDS)]
        marks = await lock_marks(self._owner, self._projection.consumer, shards)
        if not marks:
            raise CannotRebuild(f"{self._projection.consumer} has no marks: its worker has never run")
        return {shard: mark.last_id for shard, mark in marks.items()}

    async def _without_effect(self) -> set[str]:
        # A requeue holds the row of its key, so none can run between this statement and the end of the transaction.
        await self._owner.execute(
            "SELECT 1 FROM parked_key WHERE consumer = $1 ORDER BY topic, key FOR UPDATE", self._projection.consumer
        )
        rows = await self._owner.fetch(
            """SELECT headers::json ->> 'ce_id' AS event_id FROM parked WHERE consumer = $1
               UNION SELECT headers::json ->> 'ce_id' FROM parked_history WHERE consumer = $1 AND what = 'discarded'""",
            self._projection.consumer,
        )
        return {row["event_id"] for row in rows if row["event_id"]}

    async def _count(self) -> dict[str, int]:
        tables = self._projection.tables
        return {
            table: await self._owner.fetchval(f'SELECT count(*) FROM "{table}"', timeout=_STATEMENT_TIMEOUT_SECONDS)  # noqa: S608
            for table in tables
        }

    async def _replay(self, topic: str, marks: Mapping[ShardKey, int], without_effect: Collection[str]) -> int:
        """Replay the applied events of a topic; return the number of events skipped because they had no effect."""
        until = await self._end(topic, marks)
        skipped = 0
        async for record, envelope in self._events(topic, until):
            if envelope.chain.id > marks[topic, envelope.chain.shard]:
                continue
            self._progress.read += 1
            if str(envelope.id) in without_effect:
                skipped += 1
            else:
                await self._apply(record, envelope)
        return skipped

    async def _end(self, topic: str, marks: Mapping[ShardKey, int]) -> int:
        """The newest applied id of a topic that its owner still has."""
        tails = await self._feeds.tails(topic)
        applied = {shard: mark for (marked, shard), mark in marks.items() if marked == topic}
        # A restored log may lack events that were applied here; the rebuilt projection would lack them too.
        lost = [shard for shard, mark in applied.items() if mark > tails.get(shard, 0)]
        if lost and not self._give_up_lost:
            raise CannotRebuild(f"the owner's log of {topic} ends before what was applied, in shards {lost}")
        return max((min(mark, tails.get(shard, 0)) for shard, mark in applied.items()), default=0)

    async def _events(self, topic: str, until: int) -> AsyncIterator[tuple[Record, Envelope]]:
        after = 0
        while after < until:
            records = await self._feeds.page(topic, after)
            if not records:
                raise CannotRebuild(f"the feed of {topic} ended at {after} instead of {until}: try again")
            for record in records:
                yield record, open_envelope(record.topic, record.key, record.headers)
                after = record.offset
            self._progress.topic, self._progress.at_id, self._progress.until_id = topic, min(after, until), until
            self._watch(self._progress)

    async def _apply(self, record: Record, envelope: Envelope) -> None:
        dispatcher = self._projection.dispatcher
        if envelope.type not in dispatcher.handlers:
            return
        try:
            await dispatcher.handle(self._work, record, envelope)
        except Exception as error:
            reason = describe(error)
            raise CannotRebuild(
                f"event {envelope.chain.id} of {record.topic} ({envelope.type}) is refused: {reason}"
            ) from error
        self._work.discard_after(0)
        self._progress.applied += 1


def _outcome(rebuilt: Rebuilt) -> str:
    rows = (f"{table} {before} -> {rebuilt.rows_after[table]} rows" for table, before in rebuilt.rows_before.items())
    return f"{', '.join(rows)}; {rebuilt.read} events read, {rebuilt.applied} applied"
