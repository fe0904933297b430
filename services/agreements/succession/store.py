"""Finds successors that have begun."""

from datetime import datetime
from uuid import UUID

from shared.postgres.connections import Connection

# A round is one transaction, and holds its locks until the end; the next round takes the rest.
AT_ONCE = 100
"""How many successions one round takes over."""


async def begun_successors(connection: Connection, now: datetime) -> list[tuple[UUID, UUID]]:
    """Signed predecessors whose signed successor has begun in its facility's zone, as pairs of ids."""
    # The elder successor first. Where A, B and C of one line have all begun, A hands over to B before B does to C; the
    # other way round the programs would stay with B.
    rows = await connection.fetch(
        """SELECT before.id AS before_id, after.id AS after_id
           FROM agreement after JOIN agreement before ON before.id = after.predecessor_id
           WHERE after.document_state = 'signed' AND before.document_state = 'signed'
             AND after.effective_from <= ($1 AT TIME ZONE after.zone)::date
           ORDER BY after.id LIMIT $2""",
        now,
        AT_ONCE,
    )
    return [(row["before_id"], row["after_id"]) for row in rows]
