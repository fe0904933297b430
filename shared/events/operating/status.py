"""Status of the event core from its tables: the relay and its log, transactions that block it, and each consumer.

It reads as the app role, which sees the sessions of its own service, and waits for no lock.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shared.events.inbox.verdict import ShardMark
from shared.events.keys import SHARDS
from shared.events.relay.horizon import read_last_value
from shared.events.relay.leadership import lock_key
from shared.postgres.connections import Connection

NAMED = 20
"""Number of waiting events that are listed; all are counted."""


@dataclass(frozen=True, slots=True)
class Blocker:
    """An open transaction that has written the log; a prepared one has a name instead of a pid."""

    pid: int | None
    prepared: str | None
    application: str | None
    state: str | None
    transaction_seconds: float | None
    query_seconds: float | None


@dataclass(frozen=True, slots=True)
class RelayStatus:
    """The log, and how far Kafka has acknowledged it. `blocked_by` is set only while the relay waits for ids."""

    cursor: int
    last_id: int
    backlog: int
    oldest_unrelayed_seconds: float | None
    leader: str | None
    leads: bool
    epoch: int
    generation: int
    paused: str | None
    saved_seconds_ago: float
    blocked_by: Blocker | None


@dataclass(frozen=True, slots=True)
class Watermark:
    """A consumer's position in one topic; `lag` counts the events that are relayed and not applied.

    Marks of the shards in `ahead_shards` are beyond the owner's log, which happens after a restore. Once the log's
    generation has been raised, these shards are in `earlier_shards`.
    """

    topic: str
    last_id: int
    lag: int
    oldest_seconds: float | None
    waiting_ids: Sequence[int]
    held_shards: Sequence[int]
    ahead_shards: Sequence[int]
    earlier_shards: Sequence[int]


async def read_relay(connection: Connection, service: str) -> RelayStatus:
    """Status of a service's relay."""
    # `pg_locks` shows a 64-bit advisory key as two halves, `classid` and `objid`, and 1 in `objsubid`.
    row = await connection.fetchrow(
        """SELECT cursor, epoch, generation, leader, paused,
                  extract(epoch FROM clock_timestamp() - saved_at)::float8 AS saved_seconds_ago,
                  behind.backlog, behind.oldest_unrelayed_seconds,
                  EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted
                          AND objsubid = 1 AND (classid::bigint << 32) + objid::bigint = $1
                          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())) AS leads
           FROM relay, LATERAL (
               SELECT count(*) AS backlog,
                      extract(epoch FROM clock_timestamp() - min(created_at))::float8 AS oldest_unrelayed_seconds
               FROM outbox WHERE id > relay.cursor
           ) AS behind""",
        lock_key(service),
    )
    last_id = await read_last_value(connection)
    blockers = await read_blockers(connection) if last_id > row["cursor"] else []
    return RelayStatus(last_id=last_id, blocked_by=blockers[0] if blockers else None, **row)


async def read_blockers(connection: Connection) -> list[Blocker]:
    """Open transactions that have written the log, longest first; at a hole the relay waits for them."""
    # A prepared transaction has no pid; its name is found through the lock on its own transaction id.
    rows = await connection.fetch(
        """SELECT DISTINCT l.pid, p.gid AS prepared, a.application_name AS application, a.state,
                  extract(epoch FROM clock_timestamp() - coalesce(a.xact_start, p.prepared))::float8
                      AS transaction_seconds,
                  extract(epoch FROM clock_timestamp() - a.query_start)::float8 AS query_seconds
           FROM pg_locks AS l
           LEFT JOIN pg_stat_activity AS a ON a.pid = l.pid
           LEFT JOIN pg_locks AS x
                  ON x.locktype = 'transactionid' AND x.virtualtransaction = l.virtualtransaction AND l.pid IS NULL
           LEFT JOIN pg_prepared_xacts AS p ON p.transaction = x.transactionid
           WHERE l.locktype = 'relation' AND l.relation = 'outbox'::regclass AND l.mode = 'RowExclusiveLock'
             AND l.granted AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
           ORDER BY transaction_seconds DESC NULLS LAST"""
    )
    return [Blocker(**row) for row in rows]


async def read_consumer_pause(connection: Connection, consumer: str) -> str | None:
    """Who paused a consumer, when and why, or None."""
    query = "SELECT max(paused) FROM inbox_mark WHERE consumer = $1"
    paused: str | None = await connection.fetchval(query, consumer)
    return paused


async def read_marks(connection: Connection, consumer: str, topic: str) -> dict[int, ShardMark]:
    """A consumer's mark of each shard."""
    rows = await connection.fetch(
        """SELECT shard, source, last_id, generation, held, paused FROM inbox_mark
           WHERE consumer = $1 AND topic = $2 ORDER BY shard""",
        consumer,
        topic,
    )
    return {shard: ShardMark(*mark) for shard, *mark in rows}


async def read_watermark(owner: Connection, topic: str, marks: Mapping[int, ShardMark]) -> Watermark:
    """Compare a consumer's marks with the log of the topic's owner, read through `owner`."""
    rows: Sequence[Any] = await owner.fetch("SELECT shard, last_id FROM relay_tail WHERE topic = $1", topic)
    tails = {row["shard"]: row["last_id"] for row in rows}
    behind = {shard: mark.last_id for shard, mark in marks.items() if mark.last_id < tails.get(shard, 0)}
    # The lowest mark ($4) only limits the search; whether an event waits depends on the mark of its own shard.
    lag = await owner.fetchrow(
        """SELECT count(*), extract(epoch FROM clock_timestamp() - min(o.created_at))::float8 AS oldest,
                  coalesce((array_agg(o.id ORDER BY o.id))[:$6], '{}') AS ids
           FROM outbox AS o, relay, unnest($2::int[], $3::bigint[]) AS m (shard, last_id)
           WHERE o.topic = $1 AND o.id > $4 AND o.id <= relay.cursor
             AND o.key_hash % $5 = m.shard AND o.id > m.last_id""",
        topic,
        list(behind),
        list(behind.values()),
        min(behind.values(), default=0),
        SHARDS,
        NAMED,
    )
    last_id = max((mark.last_id for mark in marks.values()), default=0)
    held = [shard for shard, mark in marks.items() if mark.held]
    generation = await owner.fetchval("SELECT generation FROM relay")
    beyond = {shard: mark for shard, mark in marks.items() if mark.last_id > tails.get(shard, 0)}
    ahead = [shard for shard, mark in beyond.items() if mark.generation >= generation]
    earlier = [shard for shard, mark in beyond.items() if mark.generation < generation]
    return Watermark(topic, last_id, lag["count"], lag["oldest"], lag["ids"], held, ahead, earlier)
