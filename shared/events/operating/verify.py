"""Verification: compares the log with Kafka and lists missing, duplicate and misplaced events.

Every row of the log up to the relay's cursor must be in Kafka: the same event under the same id, naming the id before
it in its shard, and after that record. Duplicates are counted but harmless, because consumers skip them by the chain.
Records of earlier generations, from before a restore, are counted separately. Records beyond the cursor must be in the
log. Verification changes nothing and blocks nothing.
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
"""Number of ids listed per discrepancy; all are counted."""


@dataclass(slots=True)
class Discrepancy:
    """One kind of discrepancy: its count and the first ids."""

    count: int = 0
    ids: list[int] = field(default_factory=list)

    def add(self, id_: int) -> None:
        """Count one occurrence."""
        self.count += 1
        if len(self.ids) < NAMED:
            self.ids.append(id_)


@dataclass(slots=True)
class Verified:
    """Result for one topic."""

    topic: str
    from_id: int
    until_id: int
    events: int = 0
    records: int = 0
    twice: int = 0
    earlier_generations: int = 0
    missing: Discrepancy = field(default_factory=Discrepancy)
    out_of_order: Discrepancy = field(default_factory=Discrepancy)
    wrong_chain: Discrepancy = field(default_factory=Discrepancy)
    not_in_log: Discrepancy = field(default_factory=Discrepancy)
    foreign: Discrepancy = field(default_factory=Discrepancy)
    """Offsets of records from another source."""

    @property
    def whole(self) -> bool:
        """Whether Kafka holds exactly the log."""
        faults = (self.missing, self.out_of_order, self.wrong_chain, self.not_in_log, self.foreign)
        return not any(fault.count for fault in faults)


class _ShardLog:
    """The log's ids of one shard in order, and which of them have been found in Kafka."""

    def __init__(self, before: int) -> None:
        self._before = before
        # Arrays take seventeen bytes per event; the topic's whole log is in memory during verification.
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
        """Compare a record with the log."""
        chain = envelope.chain
        index = bisect_left(self._ids, chain.id)
        if not self._holds(index, envelope):
            self._count_unexpected(chain, generation, verified)
            return
        if chain.previous != (self._ids[index - 1] if index else self._before):
            verified.wrong_chain.add(chain.id)
        if self._seen[index]:
            verified.twice += 1
        elif index < self._next:
            verified.out_of_order.add(chain.id)
        self._seen[index] = 1
        self._next = max(self._next, index + 1)

    def _holds(self, index: int, envelope: Envelope) -> bool:
        there = index < len(self._ids) and self._ids[index] == envelope.chain.id
        return there and self._prints[index] == _fingerprint(envelope.id)

    def _count_unexpected(self, chain: Chain, generation: int, verified: Verified) -> None:
        if chain.generation < generation:
            verified.earlier_generations += 1
        else:
            verified.not_in_log.add(chain.id)

    def missing(self) -> Iterator[int]:
        """The ids that were not found."""
        return (id_ for id_, seen in zip(self._ids, self._seen, strict=True) if not seen)


class Verification:
    """Verification of one topic. `watch` is called with the number of records read."""

    def __init__(self, log: Connection, source: str, topic: str, watch: Callable[[int], None] = lambda _: None) -> None:
        self._log = log
        self._source = source
        self._topic = topic
        self._watch = watch
        self._beyond: list[Envelope] = []

    async def run(self, kafka: Reading, from_id: int = 0) -> Verified:
        """Verify the topic's events after `from_id`. Raises KafkaError."""
        # The cursor first: events relayed during the verification are then beyond it and need not be in Kafka.
        row = await self._log.fetchrow("SELECT cursor, generation FROM relay")
        self._generation: int = row["generation"]
        self._verified = Verified(self._topic, from_id, row["cursor"])
        await self._read_log()
        since = await self._log.fetchval(
            "SELECT min(created_at) FROM outbox WHERE topic = $1 AND id > $2", self._topic, from_id
        )
        # Record timestamps are rounded to milliseconds; truncating this one keeps it at or before the first record's.
        since_ms = int(since.timestamp() * 1000) if from_id and since else None
        # After partitions were added, a shard's older records are in the lower partition and are read first.
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
        # An event relayed meanwhile was in the log before it was in Kafka.
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
        self._shards = {shard: _ShardLog(before.get(shard, 0)) for shard in range(SHARDS)}
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
            verified.earlier_generations += 1
        elif envelope.chain.id > verified.until_id:
            self._beyond.append(envelope)

    def _open(self, record: ConsumerRecord) -> Envelope | None:
        """The envelope of a record of this source whose shard matches its key; None for any other record."""
        try:
            envelope = open_envelope(record.topic, record.key, read_headers(record.headers))
        except Unreadable:
            return None
        placed = envelope.chain.shard == shard_of(key_hash(envelope.key))
        return envelope if placed and envelope.chain.source == self._source else None


def _fingerprint(event_id: UUID) -> int:
    """The random half of an event's id, which distinguishes two events with the same log id."""
    return event_id.int & 0xFFFF_FFFF_FFFF_FFFF
