"""Keeps the rounds of review of addenda. The agreement's row must be locked before."""

import json
from collections.abc import Sequence
from uuid import UUID

from services.agreements.review.model import Reviewer
from shared.postgres.connections import Connection


async def insert_addendum_round(
    connection: Connection, addendum_id: UUID, reviewers: Sequence[Reviewer], hashes: Sequence[str]
) -> None:
    """Insert the next round. A reviewer that passed the same part in an earlier round has passed it in this one."""
    await connection.execute(
        """INSERT INTO addendum_reviewer (addendum_id, round, side, unit, waiting_since, text_hash, verdict,
                                          answered_at, letter, meeting_id, override_reason)
           SELECT $1, 1 + coalesce((SELECT max(round) FROM addendum_reviewer WHERE addendum_id = $1), 0), t.*,
                  passed.verdict, passed.answered_at, passed.letter, passed.meeting_id, passed.override_reason
           FROM unnest($2::text[], $3::text[], $4::timestamptz[], $5::text[])
                AS t (side, unit, waiting_since, text_hash)
           LEFT JOIN LATERAL (
               SELECT r.verdict, r.answered_at, r.letter, r.meeting_id, r.override_reason FROM addendum_reviewer r
               WHERE r.addendum_id = $1 AND r.side = t.side AND r.unit = t.unit AND r.text_hash = t.text_hash
                 AND r.verdict = 'pass'
                 AND NOT EXISTS (SELECT FROM meeting m WHERE m.id = r.meeting_id AND m.retracted_at IS NOT NULL)
               ORDER BY r.round DESC LIMIT 1) AS passed ON true""",
        addendum_id,
        [reviewer.side for reviewer in reviewers],
        [reviewer.unit for reviewer in reviewers],
        [reviewer.waiting_since for reviewer in reviewers],
        list(hashes),
    )


async def load_addendum_round(connection: Connection, addendum_id: UUID) -> list[Reviewer]:
    """The reviewers of the newest round."""
    rows = await connection.fetch(
        """SELECT side, unit, waiting_since, verdict, answered_at, comments, letter, meeting_id, override_reason
           FROM addendum_reviewer
           WHERE addendum_id = $1 AND round = (SELECT max(round) FROM addendum_reviewer WHERE addendum_id = $1)
           ORDER BY side, unit""",
        addendum_id,
    )
    return [Reviewer.model_validate({**row, "comments": json.loads(row["comments"])}) for row in rows]


async def save_addendum_verdict(connection: Connection, addendum_id: UUID, reviewer: Reviewer) -> None:
    """Save the verdict of a reviewer of the newest round."""
    await connection.execute(
        """UPDATE addendum_reviewer SET verdict = $4, answered_at = $5, comments = $6, letter = $7, meeting_id = $8,
                                        override_reason = $9
           WHERE addendum_id = $1 AND side = $2 AND unit = $3
             AND round = (SELECT max(round) FROM addendum_reviewer WHERE addendum_id = $1)""",
        addendum_id,
        reviewer.side,
        reviewer.unit,
        reviewer.verdict,
        reviewer.answered_at,
        json.dumps([comment.model_dump() for comment in reviewer.comments]),
        reviewer.letter,
        reviewer.meeting_id,
        reviewer.override_reason,
    )
