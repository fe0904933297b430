"""Finds the agreements to which the calendar has brought something, and marks what is announced."""

from datetime import datetime
from uuid import UUID

from shared.postgres.connections import Connection

# A run of a job is one transaction and holds its locks until the end; the next run takes the rest.
PER_RUN = 100
"""The largest number of agreements in one run of a job."""
FINAL_AFTER_DAYS = 90
"""After so many days no successor revives what the end of an agreement has suspended."""


SUCCESSOR = """
SELECT s.id, s.zone, s.in_force_from FROM agreement s WHERE s.predecessor_id = a.id AND s.document_state = 'signed'
UNION ALL
SELECT s.id, s.zone, s.in_force_from FROM line_link l JOIN agreement s ON s.id = l.agreement_id
WHERE l.predecessor_id = a.id AND s.document_state = 'signed'
"""
"""The signed successors of the agreement `a`."""
_UNFINISHED_PART = """
SELECT FROM line_link l JOIN agreement part ON part.id = l.agreement_id
WHERE l.predecessor_id = before.id AND l.kind = 'split' AND part.alive
  AND (part.document_state <> 'signed' OR part.in_force_from > ($1 AT TIME ZONE part.zone)::date)
"""


async def load_begun_successors(connection: Connection, now: datetime) -> list[tuple[UUID, list[UUID]]]:
    """Signed predecessors whose signed successor has begun in its keeper's zone, each with its successors.

    One that was split has several; it is superseded when all of its parts have begun.
    """
    # The earlier successor first: if B and C, which succeed A, have both begun, A has to hand over to B before B does
    # to C. The other way round the programs would stay with B.
    rows = await connection.fetch(
        f"""SELECT before.id AS before_id, array_agg(after.id ORDER BY after.id) AS after_ids
            FROM (SELECT id AS after_id, predecessor_id AS before_id FROM agreement WHERE predecessor_id IS NOT NULL
                  UNION ALL SELECT agreement_id, predecessor_id FROM line_link) AS pair
            JOIN agreement after ON after.id = pair.after_id JOIN agreement before ON before.id = pair.before_id
            WHERE after.document_state = 'signed' AND before.document_state = 'signed'
              AND after.in_force_from <= ($1 AT TIME ZONE after.zone)::date
              AND NOT EXISTS ({_UNFINISHED_PART})
            GROUP BY before.id ORDER BY after_ids LIMIT $2""",  # noqa: S608 -- our own SQL
        now,
        PER_RUN,
    )
    return [(row["before_id"], row["after_ids"]) for row in rows]


async def load_entered(connection: Connection, now: datetime) -> list[UUID]:
    """Agreements that have come into force and are not announced. One that was signed after its end never does."""
    return await _ids(
        connection,
        """SELECT id FROM agreement
           WHERE document_state = 'signed' AND entered_announced_at IS NULL
             AND in_force_from <= ($1 AT TIME ZONE zone)::date
             AND coalesce(in_force_until, 'infinity') >= in_force_from
           ORDER BY id LIMIT $2""",
        now,
    )


async def load_noticed(connection: Connection, now: datetime) -> list[UUID]:
    """Signed agreements whose last day was named by a notice and is over."""
    return await _ids(
        connection,
        """SELECT id FROM agreement WHERE document_state = 'signed' AND ended_on < ($1 AT TIME ZONE zone)::date
           ORDER BY id LIMIT $2""",
        now,
    )


async def load_ended(connection: Connection, now: datetime) -> list[UUID]:
    """Agreements whose last day is over and not announced, without those that end otherwise on that day.

    The jobs for a notice and for a successor run before, but perhaps a moment before midnight, or for 100 of 101.
    """
    return await _ids(
        connection,
        f"""SELECT id FROM agreement a
            WHERE document_state = 'signed' AND expired_announced_at IS NULL AND ended_on IS NULL
              AND in_force_until < ($1 AT TIME ZONE zone)::date
              AND NOT EXISTS (SELECT FROM ({SUCCESSOR}) AS s WHERE s.in_force_from <= ($1 AT TIME ZONE s.zone)::date)
            ORDER BY id LIMIT $2""",  # noqa: S608 -- our own SQL
        now,
    )


async def load_finally_ended(connection: Connection, now: datetime) -> list[UUID]:
    """Agreements that ended long ago without a successor, whose final end is not announced."""
    return await _ids(
        connection,
        f"""SELECT id FROM agreement a
            WHERE document_state = 'signed' AND expired_announced_at IS NOT NULL AND expiry_final_at IS NULL
              AND in_force_until + {FINAL_AFTER_DAYS} <= ($1 AT TIME ZONE zone)::date
              AND NOT EXISTS ({SUCCESSOR})
            ORDER BY id LIMIT $2""",  # noqa: S608 -- our own SQL
        now,
    )


async def save_entered(connection: Connection, agreement_id: UUID, now: datetime) -> None:
    """Mark the first day in force as announced."""
    await connection.execute("UPDATE agreement SET entered_announced_at = $2 WHERE id = $1", agreement_id, now)


async def save_ended(connection: Connection, agreement_id: UUID, now: datetime) -> None:
    """Mark the end as announced."""
    await connection.execute("UPDATE agreement SET expired_announced_at = $2 WHERE id = $1", agreement_id, now)


async def save_finally_ended(connection: Connection, agreement_id: UUID, now: datetime) -> None:
    """Mark the final end as announced."""
    await connection.execute("UPDATE agreement SET expiry_final_at = $2 WHERE id = $1", agreement_id, now)


async def _ids(connection: Connection, query: str, now: datetime) -> list[UUID]:
    return [row["id"] for row in await connection.fetch(query, now, PER_RUN)]
