"""Inserts rounds of review, loads the newest one and saves its verdicts. The agreement's row must be locked before."""

import json
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from services.agreements.review.model import DAYS_TO_ANSWER, Reviewer
from shared.access import Work
from shared.postgres.connections import Connection
from shared.values.terms import Zone
from shared.values.working_days import working_zones


async def insert_round(
    connection: Connection, agreement_id: UUID, reviewers: Sequence[Reviewer], hashes: Sequence[str]
) -> None:
    """Insert the next round; `hashes` are those of the text as it concerns each reviewer.

    A reviewer that passed the same text in an earlier round has passed it in this one.
    """
    await connection.execute(
        """INSERT INTO reviewer (agreement_id, round, side, unit, waiting_since, text_hash, text_version, verdict,
                                 answered_at, letter, meeting_id, override_reason)
           SELECT $1, 1 + coalesce((SELECT max(round) FROM reviewer WHERE agreement_id = $1), 0), t.*,
                  passed.verdict, passed.answered_at, passed.letter, passed.meeting_id,
                  passed.override_reason
           FROM unnest($2::text[], $3::text[], $4::timestamptz[], $5::text[], $6::integer[])
                AS t (side, unit, waiting_since, text_hash, text_version)
           LEFT JOIN LATERAL (
               SELECT r.verdict, r.answered_at, r.letter, r.meeting_id, r.override_reason FROM reviewer r
               WHERE r.agreement_id = $1 AND r.side = t.side AND r.unit = t.unit AND r.text_hash = t.text_hash
                 AND r.verdict = 'pass'
                 AND NOT EXISTS (SELECT FROM meeting m WHERE m.id = r.meeting_id AND m.retracted_at IS NOT NULL)
               ORDER BY r.round DESC LIMIT 1) AS passed ON true""",
        agreement_id,
        [reviewer.side for reviewer in reviewers],
        [reviewer.unit for reviewer in reviewers],
        [reviewer.waiting_since for reviewer in reviewers],
        list(hashes),
        [reviewer.text_version for reviewer in reviewers],
    )


async def load_round(connection: Connection, agreement_id: UUID) -> list[Reviewer]:
    """The reviewers of the newest round."""
    rows = await connection.fetch(
        """SELECT side, unit, waiting_since, text_version, verdict, answered_at, comments, letter, meeting_id,
                  override_reason
           FROM reviewer
           WHERE agreement_id = $1 AND round = (SELECT max(round) FROM reviewer WHERE agreement_id = $1)
           ORDER BY side, unit""",
        agreement_id,
    )
    return [Reviewer.model_validate({**row, "comments": json.loads(row["comments"])}) for row in rows]


async def load_unanswered(work: Work, limit: int) -> list[UUID]:
    """The agreements with a reviewer that has not answered in time and was not announced, where offices work today."""
    rows = await work.connection.fetch(
        """SELECT DISTINCT a.id FROM reviewer r JOIN agreement a ON a.id = r.agreement_id
           WHERE a.document_state = 'review' AND r.verdict IS NULL AND r.unanswered_announced_at IS NULL
             AND (r.waiting_since AT TIME ZONE a.zone)::date + $2::integer < ($1::timestamptz AT TIME ZONE a.zone)::date
             AND r.round = (SELECT max(n.round) FROM reviewer n WHERE n.agreement_id = a.id) AND a.zone = ANY ($4)
           ORDER BY a.id LIMIT $3""",
        work.now,
        DAYS_TO_ANSWER,
        limit,
        list(working_zones(work.now)),
    )
    return [row["id"] for row in rows]


async def save_unanswered(connection: Connection, agreement_id: UUID, now: datetime, zone: Zone) -> list[Reviewer]:
    """Mark the reviewers of the newest round whose days to answer are over; returns those that were not marked."""
    rows = await connection.fetch(
        """UPDATE reviewer SET unanswered_announced_at = $2
           WHERE agreement_id = $1 AND verdict IS NULL AND unanswered_announced_at IS NULL
             AND (waiting_since AT TIME ZONE $4)::date + $3::integer < ($2::timestamptz AT TIME ZONE $4)::date
             AND round = (SELECT max(round) FROM reviewer WHERE agreement_id = $1)
           RETURNING side, unit, waiting_since, text_version""",
        agreement_id,
        now,
        DAYS_TO_ANSWER,
        zone,
    )
    return [Reviewer.model_validate(dict(row)) for row in rows]


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
