"""Inserts rounds of review, loads the newest one and saves its verdicts. The agreement's row must be locked before."""

import json
from collections.abc import Sequence
from uuid import UUID

from services.agreements.review.model import Reviewer
from shared.postgres.connections import Connection


async def insert_round(
    connection: Connection, agreement_id: UUID, reviewers: Sequence[Reviewer], text_hash: str
) -> None:
    """Insert the next round. A reviewer that passed the same text in an earlier round has passed it in this one."""
    await connection.execute(
        """INSERT INTO reviewer (agreement_id, round, side, unit, waiting_since, text_hash, verdict, answered_at,
                                 letter, meeting_id, override_reason)
           SELECT $1, 1 + coalesce((SELECT max(round) FROM reviewer WHERE agreement_id = $1), 0), t.*, $5,
                  passed.verdict, passed.answered_at, passed.letter, passed.meeting_id,
                  passed.override_reason
           FROM unnest($2::text[], $3::text[], $4::timestamptz[]) AS t (side, unit, waiting_since)
           LEFT JOIN LATERAL (
               SELECT r.verdict, r.answered_at, r.letter, r.meeting_id, r.override_reason FROM reviewer r
               WHERE r.agreement_id = $1 AND r.side = t.side AND r.unit = t.unit AND r.text_hash = $5
                 AND r.verdict = 'pass'
               ORDER BY r.round DESC LIMIT 1) AS passed ON true""",
        agreement_id,
        [reviewer.side for reviewer in reviewers],
        [reviewer.unit for reviewer in reviewers],
        [reviewer.waiting_since for reviewer in reviewers],
        text_hash,
    )


async def load_round(connection: Connection, agreement_id: UUID) -> list[Reviewer]:
    """The reviewers of the newest round."""
    rows = await connection.fetch(
        """SELECT side, unit, waiting_since, verdict, answered_at, comments, letter, meeting_id, override_reason
           FROM reviewer
           WHERE agreement_id = $1 AND round = (SELECT max(round) FROM reviewer WHERE agreement_id = $1)
           ORDER BY side, unit""",
        agreement_id,
    )
    return [Reviewer.model_validate({**row, "comments": json.loads(row["comments"])}) for row in rows]


async def save_verdict(connection: Connection, agreement_id: UUID, reviewer: Reviewer) -> None:
    """Save the verdict of a reviewer of the newest round."""
    await connection.execute(
        """UPDATE reviewer SET verdict = $4, answered_at = $5, comments = $6, letter = $7, meeting_id = $8,
                               override_reason = $9
           WHERE agreement_id = $1 AND side = $2 AND unit = $3
             AND round = (SELECT max(round) FROM reviewer WHERE agreement_id = $1)""",
        agreement_id,
        reviewer.side,
        reviewer.unit,
        reviewer.verdict,
        reviewer.answered_at,
        json.dumps([comment.model_dump() for comment in reviewer.comments]),
        reviewer.letter,
        reviewer.meeting_id,
        reviewer.override_reason,
    )
