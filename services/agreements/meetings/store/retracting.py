"""Saves that the record of a meeting is retracted, and loads what rests on it."""

from uuid import UUID

from shared.access import Work
from shared.postgres.connections import Connection


async def save_retraction(work: Work, meeting_id: UUID) -> None:
    """Save that the record of a meeting is retracted."""
    await work.connection.execute("UPDATE meeting SET retracted_at = $2 WHERE id = $1", meeting_id, work.now)


async def load_uses(connection: Connection, meeting_id: UUID) -> list[str]:
    """The titles of the agreements with a text that rests on the meeting and may still come to bind.

    A draft or an addendum names it as the ground of an addition; or a side has passed a text in it, as it is now.
    """
    rows = await connection.fetch(
        """SELECT DISTINCT a.title FROM agreement a
           WHERE (a.alive AND a.document_state <> 'signed' AND (
                   EXISTS (SELECT FROM scope_item s WHERE s.agreement_id = a.id AND s.meeting_id = $1)
                   OR (a.document_state NOT IN ('exploration', 'drafting') AND EXISTS (
                       SELECT FROM reviewer r WHERE r.agreement_id = a.id AND r.meeting_id = $1
                           AND r.round = (SELECT max(n.round) FROM reviewer n WHERE n.agreement_id = a.id)))))
              OR EXISTS (
                  SELECT FROM addendum d WHERE d.agreement_id = a.id AND d.state = 'drafted' AND (
                      d.changes @> jsonb_build_object('added_items',
                                                      jsonb_build_array(jsonb_build_object('meeting_id', $1)))
                      OR (d.review <> 'none' AND EXISTS (
                          SELECT FROM addendum_reviewer r WHERE r.addendum_id = d.id AND r.meeting_id = $1
                              AND r.round = (SELECT max(n.round) FROM addendum_reviewer n
                                             WHERE n.addendum_id = d.id)))))
           ORDER BY a.title""",
        meeting_id,
    )
    return [row["title"] for row in rows]
