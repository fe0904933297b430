"""Removes parked records or logs their refusal, each with an entry in an append-only history."""

from collections.abc import Sequence
from typing import Literal

from shared.events.inbox.parking import ParkingReason, lock_parked_keys, without_nul
from shared.events.operating.parked import ParkedFilter, find_parked
from shared.events.operator_log import Operator
from shared.postgres.connections import Connection

# PostgreSQL runs `logged` and `counted` although nothing refers to them. All parts see the same snapshot, so only the
# next statement sees that a key has no records left.
_REMOVE = """
WITH gone AS (
    DELETE FROM parked WHERE consumer = $1 AND id = ANY ($2) RETURNING *
), logged AS (
    INSERT INTO parked_history (who, what, why, outcome, parked_id, consumer, topic, key, partition, "offset",
                                headers, data)
    SELECT $3, $4, $5, reason || ': ' || detail, id, consumer, topic, key, partition, "offset",
           headers, CASE $4 WHEN 'discarded' THEN data END
    FROM gone ORDER BY id
), counted AS (
    UPDATE parked_key AS k SET records = k.records - fewer.records
    FROM (SELECT topic, key, count(*) AS records FROM gone WHERE reason <> 'unreadable' GROUP BY topic, key) AS fewer
    WHERE k.consumer = $1 AND k.topic = fewer.topic AND k.key = fewer.key
)
SELECT count(*) FROM gone
"""


async def remove_parked(
    connection: Connection, consumer: str, ids: Sequence[int], what: Literal["requeued", "discarded"], by: Operator
) -> int:
    """Remove parked records, each with a history entry, and release keys without records; return the number removed.

    The caller must hold the locks of their keys.
    """
    removed: int = await connection.fetchval(_REMOVE, consumer, ids, by.who, what, by.why)
    await connection.execute("DELETE FROM parked_key WHERE consumer = $1 AND records = 0", consumer)
    return removed


async def log_refusal(connection: Connection, id_: int, reason: ParkingReason, detail: str, by: Operator) -> None:
    """Record the new reason of a record that was retried and stays parked."""
    await connection.execute(
        """WITH kept AS (UPDATE parked SET reason = $2, detail = $3 WHERE id = $1 RETURNING *)
           INSERT INTO parked_history (who, what, why, outcome, parked_id, consumer, topic, key, partition, "offset",
                                       headers)
           SELECT $4, 'refused_again', $5, $2 || ': ' || $3, id, consumer, topic, key, partition, "offset", headers
           FROM kept""",
        id_,
        reason,
        without_nul(detail[:2000]),
        by.who,
        by.why,
    )


async def discard(connection: Connection, consumer: str, wanted: ParkedFilter, by: Operator, limit: int | None) -> int:
    """Discard the selected records: they will never take effect. Their data is kept in the history."""
    async with connection.transaction():
        found = await find_parked(connection, consumer, wanted, limit)
        await lock_parked_keys(connection, consumer, {(record.topic, record.key) for record in found})
        # Records that another operator requeued before this lock was granted are gone and get no entry here.
        return await remove_parked(connection, consumer, [record.id for record in found], "discarded", by)
