"""A consumer's marks and offsets: inserted with the subscription, locked before the effect, saved with it.

Without existing rows there is nothing to lock, and two new consumers would both apply the same batch. So all 128 rows
of a topic are inserted in advance, at an explicit baseline.
"""

from collections.abc import Collection, Mapping

from shared.events.inbox.verdict import ShardMark
from shared.events.keys import SHARDS, ShardKey
from shared.postgres.connections import Connection


async def insert_marks(connection: Connection, consumer: str, topic: str, source: str, baseline: int = 0) -> None:
    """Insert the missing marks of a topic; events up to the id `baseline` are not applied (0: apply all)."""
    # A topic that is added to a paused consumer must be paused too.
    await connection.execute(
        """INSERT INTO inbox_mark (consumer, source, topic, shard, last_id, paused)
           SELECT $1, $2, $3, shard, $4, (SELECT max(paused) FROM inbox_mark WHERE consumer = $1)
           FROM generate_series(0, $5 - 1) AS shard
           ON CONFLICT DO NOTHING""",
        consumer,
        source,
        topic,
        baseline,
        SHARDS,
    )


async def lock_marks(connection: Connection, consumer: str, shards: Collection[ShardKey]) -> dict[ShardKey, ShardMark]:
    """Lock the marks of `shards` until the end of the transaction, in a fixed order that prevents deadlocks."""
    rows = await connection.fetch(
        """SELECT topic, shard, source, last_id, generation, held, paused FROM inbox_mark
           WHERE consumer = $1 AND (topic, shard) IN (SELECT * FROM unnest($2::text[], $3::int[]))
           ORDER BY topic, shard FOR UPDATE""",
        consumer,
        [topic for topic, _ in shards],
        [shard for _, shard in shards],
    )
    return {(topic, shard): ShardMark(*mark) for topic, shard, *mark in rows}


async def lock_all_marks(connection: Connection, consumer: str) -> None:
    """Lock all marks of a consumer, in the order of `lock_marks`, so that batch and operator cannot deadlock."""
    await connection.execute("SELECT 1 FROM inbox_mark WHERE consumer = $1 ORDER BY topic, shard FOR UPDATE", consumer)


async def save_marks(connection: Connection, consumer: str, marks: Mapping[ShardKey, ShardMark]) -> None:
    """Save marks that `lock_marks` returned."""
    await connection.execute(
        """UPDATE inbox_mark AS m SET last_id = t.last_id, generation = t.generation, held = t.held
           FROM unnest($2::text[], $3::int[], $4::bigint[], $5::int[], $6::bool[])
               AS t (topic, shard, last_id, generation, held)
           WHERE m.consumer = $1 AND m.topic = t.topic AND m.shard = t.shard""",
        consumer,
        [topic for topic, _ in marks],
        [shard for _, shard in marks],
        [mark.last_id for mark in marks.values()],
        [mark.generation for mark in marks.values()],
        [mark.held for mark in marks.values()],
    )


async def save_offsets(connection: Connection, consumer: str, offsets: Mapping[tuple[str, int], int]) -> None:
    """Save the next offset per topic and partition."""
    # Not the greater of old and new: a recreated topic starts at 0. A lower offset only leads to duplicates.
    await connection.execute(
        """INSERT INTO inbox_offset (consumer, topic, partition, next_offset)
           SELECT $1, * FROM unnest($2::text[], $3::int[], $4::bigint[])
           ON CONFLICT (consumer, topic, partition) DO UPDATE SET next_offset = excluded.next_offset""",
        consumer,
        [topic for topic, _ in offsets],
        [partition for _, partition in offsets],
        list(offsets.values()),
    )


async def load_offsets(connection: Connection, consumer: str) -> dict[tuple[str, int], int]:
    """Load the next offset per topic and partition."""
    rows = await connection.fetch(
        "SELECT topic, partition, next_offset FROM inbox_offset WHERE consumer = $1", consumer
    )
    return {(row["topic"], row["partition"]): row["next_offset"] for row in rows}


async def last_ids(connection: Connection, consumer: str, topic: str) -> dict[int, int]:
    """The last id applied of each shard of a topic."""
    rows = await connection.fetch(
        "SELECT shard, last_id FROM inbox_mark WHERE consumer = $1 AND topic = $2", consumer, topic
    )
    return {row["shard"]: row["last_id"] for row in rows}


async def held_shards(connection: Connection, consumer: str) -> dict[ShardKey, int]:
    """Shards held by a gap, each with the last id applied."""
    rows = await connection.fetch(
        "SELECT topic, shard, last_id FROM inbox_mark WHERE consumer = $1 AND held ORDER BY topic, shard", consumer
    )
    return {(row["topic"], row["shard"]): row["last_id"] for row in rows}


async def hold_shards(connection: Connection, consumer: str, shards: Collection[ShardKey]) -> None:
    """Mark shards as held, so that they are refilled."""
    await connection.execute(
        """WITH locked AS (
               SELECT topic, shard FROM inbox_mark
               WHERE consumer = $1 AND (topic, shard) IN (SELECT * FROM unnest($2::text[], $3::int[]))
               ORDER BY topic, shard FOR UPDATE
           )
           UPDATE inbox_mark AS m SET held = true FROM locked
           WHERE m.consumer = $1 AND m.topic = locked.topic AND m.shard = locked.shard""",
        consumer,
        [topic for topic, _ in shards],
        [shard for _, shard in shards],
    )


async def release_shard(connection: Connection, consumer: str, topic: str, shard: int, last_id: int) -> None:
    """Release a shard that was refilled up to `last_id`, the last id that its owner had relayed."""
    # A shard whose mark is still lower stays held: records of an earlier generation are refused and move no mark.
    await connection.execute(
        """UPDATE inbox_mark SET held = false
           WHERE consumer = $1 AND topic = $2 AND shard = $3 AND last_id >= $4""",
        consumer,
        topic,
        shard,
        last_id,
    )
