"""Verifying: the log is walked against Kafka, and what is missing, doubled or out of place is named.

Every row of the log up to the relay's cursor must be in Kafka: the same event under the same id, naming the id before
it in its shard, after that one. What is there twice is counted and harmless, for the chain lets consumers skip it. What
Kafka has of earlier lives of the log, before a restore, is counted apart. What it has beyond the cursor must be in the
log. It changes nothing and holds up nobody.
"""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from aiokafka import ConsumerRecord

from shared.events.envelope import Chain, Envelope, Unreadable, open_envelope, read_headers
from shared.events.keys import SHARDS, key_hash, shard_of
from shared.events.relay.takeover import not_in_log
from shared.kafka.reading import Reading
from shared.postgres.connections import Connection

PAGE = 20_000
NAMED = 20
"""How many of a kind are named; all are counted."""


@dataclass(slots=True)
class Found:
    """Something that is not as it must be: how often, and the first ids."""

    count: int = 0
    ids: list[int] = field(default_factory=list)

    def add(self, id_: int) -> None:
        """Note one more."""
        self.count += 1
        if len(self.ids) < NAMED:
            self.ids.append(id_)


@dataclass(slots=True)
class Verified:
    """What was found of one topic."""

    topic: str
    from_id: int
    until_id: int
    events: int = 0
    records: int = 0
    twice: int = 0
    earlier_lives: int = 0
    missing: Found = field(default_factory=Found)
    out_of_order: Found = field(default_factory=Found)
    wrong_chain: Found = field(default_factory=Found)
    not_in_log: Found = field(default_factory=Found)
    foreign: Found = field(default_factory=Found)
    """Offsets of records that are not of this source."""

    @property
    def whole(self) -> bool:
        """Whether Kafka holds the log and nothing else."""
        faults = (self.missing, self.out_of_order, self.wrong_chain, self.not_in_log, self.foreign)
        return not any(fault.count for fault in faults)


class _Shard:
    """The log's ids of one shard in order, and which of them have been seen in Kafka."""

    def __init__(self, before: int) -> None:
        self._before = before
        # Arrays, at seventeen bytes an event: all that the log has of the topic is in memory during a walk.
        self._ids = array("q")
        self._prints = array("Q")
        self._seen = bytearray()
        self._next = 0

    def add(self, row: Any) -> None:
        """Add the next row of the log."""
        self._ids.append(row["id"])
        self._prints.append(_fingerprint(row["event_id"]))
        self._seen.append(0)

    def judge(self, envelope: Envelope, generation: int, verified: Verified) -> None:
        """Note what a record is to the log."""
        chain = envelope.chain
        place = bisect_left(self._ids, chain.id)
        if not self._holds(place, envelope):
            self._note_stranger(chain, generation, verified)
            return
        if chain.previous != (self._ids[place - 1] if place else self._before):
            verified.wrong_chain.add(chain.id)
        if self._seen[place]:
            verified.twice += 1
        elif place < self._next:
            verified.out_of_order.add(chain.id)
        self._seen[place] = 1
        self._next = max(self._next, place + 1)

    def _holds(self, place: int, envelope: Envelope) -> bool:
        there = place < len(self._ids) and self._ids[place] == envelope.chain.id
        return there and self._prints[place] == _fingerprint(envelope.id)

    def _note_stranger(self, chain: Chain, generation: int, verified: Verified) -> None:
        if chain.generation < generation:
            verified.earlier_lives += 1
        else:
            verified.not_in_log.add(chain.id)

    def missing(self) -> Iterator[int]:
        """The ids that were not seen."""
        return (id_ for id_, seen in zip(self._ids, self._seen, strict=True) if not seen)


class Verification:
    """One walk over one topic. `watch` is told how many records have been read."""

    def __init__(self, log: Connection, source: str, topic: str, watch: Callable[[int], None] = lambda _: None) -> None:
        self._log = log
        self._source = source
        self._topic = topic
        self._watch = watch
        self._beyond: list[Envelope] = []

    async def run(self, kafka: Reading, from_id: int = 0) -> Verified:
        """Walk what the log has of the topic after `from_id`. Raises KafkaError."""
        # The cursor first: what is relayed during the walk then lies beyond it, and need not be in Kafka.
        row = await self._log.fetchrow("SELECT cursor, generation FROM relay")
        self._generation: int = row["generation"]
        self._verified = Verified(self._topic, from_id, row["cursor"])
        await self._read_log()
        since = await self._log.fetchval(
            "SELECT min(created_at) FROM outbox WHERE topic = $1 AND id > $2", self._topic, from_id
        )
        # Records bear their time rounded to milliseconds; cut off, this never lies behind the first of them.
        since_ms = int(since.timestamp() * 1000) if from_id and since else None
        # A shard's older records lie in the lower partition where partitions were added.
        async for record in kafka.records(self._topic, since_ms):
            self._take(record)
            if len(self._beyond) == PAGE:
                await self._judge_beyond()
        await self._judge_beyond()
        for id_ in sorted(id_ for shard in self._shards.values() for id_ in shard.missing()):
            self._verified.missing.add(id_)
        self._watch(self._verified.records)
        return self._verified

    async def _judge_beyond(self) -> None:
        # Whatever has been relayed meanwhile was in the log before.
        for id_ in await not_in_log(self._log, self._beyond):
            self._verified.not_in_log.add(id_)
        self._beyond.clear()

    async def _read_log(self) -> None:
        after, until = self._verified.from_id, self._verified.until_id
        rows = await self._log.fetch(
            "SELECT key_hash % $3 AS shard, max(id) AS id FROM outbox WHERE topic = $1 AND id <= $2 GROUP BY 1",
            self._topic,
            after,
            SHARDS,
        )
        before = {row["shard"]: row["id"] for row in rows}
        self._shards = {shard: _Shard(before.get(shard, 0)) for shard in range(SHARDS)}
        while rows := await self._log.fetch(
            """SELECT id, key_hash, event_id FROM outbox WHERE topic = $1 AND id > $2 AND id <= $3
               ORDER BY id LIMIT $4""",
            self._topic,
            after,
            until,
            PAGE,
        ):
            for row in rows:
                self._shards[shard_of(row["key_hash"])].add(row)
            after = rows[-1]["id"]
            self._verified.events += len(rows)

    def _take(self, record: ConsumerRecord) -> None:
        verified = self._verified
        verified.records += 1
        if verified.records % PAGE == 0:
            self._watch(verified.records)
        envelope = self._open(record)
        if envelope is None:
            verified.foreign.add(record.offset)
        elif verified.from_id < envelope.chain.id <= verified.until_id:
            self._shards[envelope.chain.shard].judge(envelope, self._generation, verified)
        elif envelope.chain.id > verified.until_id and envelope.chain.generation < self._generation:
            verified.earlier_lives += 1
        elif envelope.chain.id > verified.until_id:
            self._beyond.append(envelope)

    def _open(self, record: ConsumerRecord) -> Envelope | None:
        """The envelope of a record of this source; the shard must be its key's, or nobody can place it."""
        try:
            envelope = open_envelope(record.topic, record.key, read_headers(record.headers))
        except Unreadable:
            return None
        placed = envelope.chain.shard == shard_of(key_hash(envelope.key))
        return envelope if placed and envelope.chain.source == self._source else None


def _fingerprint(event_id: UUID) -> int:
    """The random half of an event's id: enough to tell two events that were given the same number."""
    return event_id.int & 0xFFFF_FFFF_FFFF_FFFF
