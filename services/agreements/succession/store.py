"""Finds successors that have begun."""

from datetime import datetime
from uuid import UUID

from shared.postgres.connections import Connection

# A run of the job is one transaction and holds its locks until the end; the next run takes the rest.
SUCCESSIONS_PER_RUN = 100
"""The largest number of successions in one run of the job."""


async def load_begun_successors(connection: Connection, now: datetime) -> list[tuple[UUID, UUID]]:
    """Signed predecessors whose signed successor has begun in its facility's zone, as pairs of ids."""
    # The earlier successor first: if B and C, which succeed A, have both begun, A has to hand over to B before B does
    # to C. The other way round the programs would stay with B.
    rows = await connection.fetch(
        """SELECT before.id AS before_id, after.id AS after_id
           FROM agreement after JOIN agreement before ON before.id = after.predecessor_id
           WHERE after.document_state = 'signed' AND before.document_state = 'signed'
             AND after.effective_from <= ($1 AT TIME ZONE after.zone)::date
           ORDER BY after.id LIMIT $2""",
        now,
        SUCCESSIONS_PER_RUN,
    )
    return [(row["before_id"], row["after_id"]) for row in rows]
