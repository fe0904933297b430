"""Loads and saves the desks of a round. The agreement's row is locked before."""

import json
from collections.abc import Sequence
from uuid import UUID

from services.agreements.review.model import Desk
from shared.postgres.connections import Connection


async def open_round(connection: Connection, agreement_id: UUID, desks: Sequence[Desk]) -> None:
    """Begin the next round."""
    await connection.execute(
        """INSERT INTO review_desk (agreement_id, round, side, unit, waiting_since)
           SELECT $1, 1 + coalesce((SELECT max(round) FROM review_desk WHERE agreement_id = $1), 0), t.*
           FROM unnest($2::text[], $3::text[], $4::timestamptz[]) AS t""",
        agreement_id,
        [desk.side for desk in desks],
        [desk.unit for desk in desks],
        [desk.waiting_since for desk in desks],
    )


async def load_round(connection: Connection, agreement_id: UUID) -> list[Desk]:
    """The desks of the newest round."""
    rows = await connection.fetch(
        """SELECT side, unit, waiting_since, verdict, answered_at, comments, letter FROM review_desk
           WHERE agreement_id = $1 AND round = (SELECT max(round) FROM review_desk WHERE agreement_id = $1)
           ORDER BY side, unit""",
        agreement_id,
    )
    return [Desk.model_validate({**row, "comments": json.loads(row["comments"])}) for row in rows]


async def save_verdict(connection: Connection, agreement_id: UUID, desk: Desk) -> None:
    """Save what a desk of the newest round said."""
    await connection.execute(
        """UPDATE review_desk SET verdict = $4, answered_at = $5, comments = $6, letter = $7
           WHERE agreement_id = $1 AND side = $2 AND unit = $3
             AND round = (SELECT max(round) FROM review_desk WHERE agreement_id = $1)""",
        agreement_id,
        desk.side,
        desk.unit,
        desk.verdict,
        desk.answered_at,
        json.dumps([comment.model_dump() for comment in desk.comments]),
        desk.letter,
    )
