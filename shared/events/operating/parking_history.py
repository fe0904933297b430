"""What is done about parked records by hand, each with a line in a history that only grows."""

from collections.abc import Sequence
from typing import Literal

from shared.events.inbox.parking import Reason, lock_parked_keys, without_nul
from shared.events.operating.parked import Wanted, find_parked
from shared.events.operator_log import Operator
from shared.postgres.connections import Connection

# PostgreSQL runs `noted` and `counted` although nothing refers to them, and all of it on one snapshot: that a key has
# none left is seen by the next statement only.
_FORGET = """
WITH gone AS (
    DELETE FROM parked WHERE consumer = $1 AND id = ANY ($2) RETURNING *
), noted AS (
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


async def forget_parked(
    connection: Connection, consumer: str, ids: Sequence[int], what: Literal["requeued", "discarded"], by: Operator
) -> int:
    """Take records out of the parking, with a line each; returns how many. A key that has none left is free.

    The rows of their keys must be locked.
    """
    forgotten: int = await connection.fetchval(_FORGET, consumer, ids, by.who, what, by.why)
    await connection.execute("DELETE FROM parked_key WHERE consumer = $1 AND records = 0", consumer)
    return forgotten


async def keep_parked(connection: Connection, id_: int, reason: Reason, detail: str, by: Operator) -> None:
    """Leave a record parked that was tried again, with the new reason."""
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


async def discard(connection: Connection, consumer: str, wanted: Wanted, by: Operator, limit: int | None) -> int:
    """Give up the parked records that are meant: they will have no effect here. Their data is kept in the history."""
    async with connection.transaction():
        found = await find_parked(connection, consumer, wanted, limit)
        await lock_parked_keys(connection, consumer, {(record.topic, record.key) for record in found})
        # What somebody else has requeued before the lock was had is no longer there, and leaves no line here.
        return await forget_parked(connection, consumer, [record.id for record in found], "discarded", by)
