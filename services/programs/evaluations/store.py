"""Keeps the requests of evaluations and the last answer of each facility, and counts deliveries."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from services.programs.evaluations.model import Answer, Count, EvaluationRequest
from services.programs.program.model.parts import Facility
from shared.postgres.connections import Connection

LATE_DAYS = 90
"""An agreement may become known after the evaluation that names it, though not so late."""
_COUNTED = """
WITH delivered AS (
    SELECT DISTINCT s.id, a.agreement_id
    FROM program p JOIN session s ON s.program_id = p.id
    JOIN session_delivery d ON d.session_id = s.id
    JOIN authorisation a ON a.program_id = d.program_id AND a.scope_item_id = d.scope_item_id
    WHERE p.facility_id = $1 AND a.agreement_id = ANY ($2) AND s.held_on BETWEEN $3 AND $4 AND s.retracted_at IS NULL
)
SELECT agreement_id, count(DISTINCT id) AS sessions,
       count(DISTINCT participant_id) FILTER (WHERE mark <> 'absent') AS participants
FROM delivered LEFT JOIN attendance ON session_id = id
GROUP BY GROUPING SETS ((agreement_id), ())
"""
_MADE = """
SELECT a.agreement_id, count(DISTINCT o.id) AS outputs
FROM program p JOIN outcome o ON o.program_id = p.id
JOIN outcome_delivery d ON d.outcome_id = o.id
JOIN authorisation a ON a.program_id = d.program_id AND a.scope_item_id = d.scope_item_id
WHERE p.facility_id = $1 AND a.agreement_id = ANY ($2) AND o.until BETWEEN $3 AND $4 AND o.retracted_at IS NULL
GROUP BY GROUPING SETS ((a.agreement_id), ())
"""


@dataclass(frozen=True, slots=True)
class Answered:
    """The last answer of a facility, with its version."""

    answer: Answer
    version: int


async def save_request(connection: Connection, request: EvaluationRequest) -> None:
    """Save what an evaluation asks for; it is asked once."""
    await connection.execute(
        """INSERT INTO evaluation_request (evaluation_id, period_from, period_until, due_on, agreements)
           VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING""",
        request.evaluation_id,
        request.period_from,
        request.period_until,
        request.due_on,
        list(request.agreements),
    )


async def save_stale(connection: Connection) -> None:
    """Mark the answers in whose period a session or an outcome was recorded, corrected or retracted."""
    await connection.execute(
        """WITH changed AS (DELETE FROM changed_session_day RETURNING facility_id, held_on)
           UPDATE evaluation_answer a SET stale = true FROM evaluation_request r, changed c
           WHERE r.evaluation_id = a.evaluation_id AND c.facility_id = a.facility_id
             AND c.held_on BETWEEN r.period_from AND r.period_until AND NOT a.stale"""
    )


async def load_unanswered(connection: Connection, today: date) -> list[tuple[UUID, UUID]]:
    """Load the evaluations and facilities whose answer is missing or stale; long after its day none is missing."""
    rows = await connection.fetch(
        f"""SELECT evaluation_id, facility_id FROM evaluation_answer WHERE stale
           UNION
           SELECT r.evaluation_id, f.facility_id FROM evaluation_request r
           JOIN agreement_facility f ON f.agreement_id = ANY (r.agreements)
           WHERE r.due_on >= $1::date - {LATE_DAYS}
             AND NOT EXISTS (SELECT FROM evaluation_answer a
                             WHERE a.evaluation_id = r.evaluation_id AND a.facility_id = f.facility_id)
           ORDER BY evaluation_id, facility_id""",  # noqa: S608 -- a constant
        today,
    )
    return [(row["evaluation_id"], row["facility_id"]) for row in rows]


async def load_request(connection: Connection, evaluation_id: UUID, facility_id: UUID) -> EvaluationRequest:
    """Load what an evaluation asks of one facility: the agreements that are carried out there."""
    row = await connection.fetchrow(
        """SELECT evaluation_id, period_from, period_until, due_on,
                  ARRAY(SELECT agreement_id FROM agreement_facility
                        WHERE facility_id = $2 AND agreement_id = ANY (agreements) ORDER BY agreement_id) AS agreements
           FROM evaluation_request WHERE evaluation_id = $1""",
        evaluation_id,
        facility_id,
    )
    return EvaluationRequest.model_validate(dict(row))


async def load_asked_facility(connection: Connection, facility_id: UUID) -> Facility:
    """Load a facility as it is today."""
    return Facility(
        **await connection.fetchrow("SELECT id, name, region, zone FROM facility WHERE id = $1", facility_id)
    )


async def load_counts(
    connection: Connection, facility_id: UUID, request: EvaluationRequest
) -> Mapping[UUID | None, Count]:
    """Count what a facility has delivered for each agreement; under None, for any of them.

    An outcome counts on the last day of its making, so that one of a month or a year counts in one period only.
    """
    asked = (facility_id, list(request.agreements), request.period_from, request.period_until)
    held = {row["agreement_id"]: row for row in await connection.fetch(_COUNTED, *asked)}
    made = {row["agreement_id"]: row["outputs"] for row in await connection.fetch(_MADE, *asked)}
    return {
        agreement_id: Count(
            sessions=held[agreement_id]["sessions"] if agreement_id in held else 0,
            participants=held[agreement_id]["participants"] if agreement_id in held else 0,
            outputs=made.get(agreement_id, 0),
        )
        for agreement_id in held.keys() | made.keys()
    }


async def lock_answer(connection: Connection, evaluation_id: UUID, facility_id: UUID) -> Answered | None:
    """Load the last answer of a facility and lock it until the transaction ends; None: it has not answered."""
    row = await connection.fetchrow(
        "SELECT answer, version FROM evaluation_answer WHERE evaluation_id = $1 AND facility_id = $2 FOR UPDATE",
        evaluation_id,
        facility_id,
    )
    if row is None:
        return None
    return Answered(Answer.model_validate_json(row["answer"]), row["version"])


async def save_answer(
    connection: Connection, request: EvaluationRequest, facility_id: UUID, answered: Answered, now: datetime
) -> None:
    """Save the answer of a facility, which is no longer stale."""
    await connection.execute(
        """INSERT INTO evaluation_answer (evaluation_id, facility_id, answer, counted_up_to, version, stale)
           VALUES ($1, $2, $3, $4, $5, false)
           ON CONFLICT (evaluation_id, facility_id) DO UPDATE
           SET answer = excluded.answer, counted_up_to = excluded.counted_up_to, version = excluded.version,
               stale = false""",
        request.evaluation_id,
        facility_id,
        answered.answer.model_dump_json(),
        now,
        answered.version,
    )
