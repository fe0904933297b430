"""Inserts rounds of review, loads the newest one and saves its verdicts. The agreement's row must be locked before."""

import json
from collections.abc import Sequence
from uuid import UUID

from services.agreements.review.model import Reviewer
from shared.postgres.connections import Connection


async def insert_round(connection: Connection, agreement_id: UUID, reviewers: Sequence[Reviewer]) -> None:
    """Insert the next round."""
    await connection.execute(
        """INSERT INTO reviewer (agreement_id, round, side, unit, waiting_since)
           SELECT $1, 1 + coalesce((SELECT max(round) FROM reviewer WHERE agreement_id = $1), 0), t.*
           FROM unnest($2::text[], $3::text[], $4::timestamptz[]) AS t""",
        agreement_id,
        [reviewer.side for reviewer in reviewers],
        [reviewer.unit for reviewer in reviewers],
        [reviewer.waiting_since for reviewer in reviewers],
    )


async def load_round(connection: Connection, agreement_id: UUID) -> list[Reviewer]:
    """The reviewers of the newest round."""
    rows = await connection.fetch(
        """SELECT side, unit, waiting_since, verdict, answered_at, comments, letter FROM reviewer
           WHERE agreement_id = $1 AND round = (SELECT max(round) FROM reviewer WHERE agreement_id = $1)
           ORDER BY side, unit""",
        agreement_id,
    )
    return [Reviewer.model_validate({**row, "comments": json.loads(row["comments"])}) for row in rows]


async def save_verdict(connection: Connection, agreement_id: UUID, reviewer: Reviewer) -> None:
    """Save the verdict of a reviewer of the newest round."""
    await connection.execute(
        """UPDATE reviewer SET verdict = $4, answered_at = $5, comments = $6, letter = $7
           WHERE agreement_id = $1 AND side = $2 AND unit = $3
             AND round = (SELECT max(round) FROM reviewer WHERE agreement_id = $1)""",
        agreement_id,
        reviewer.side,
        reviewer.unit,
        reviewer.verdict,
        reviewer.answered_at,
        json.dumps([comment.model_dump() for comment in reviewer.comments]),
        reviewer.letter,
    )
