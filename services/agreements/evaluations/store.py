"""Keeps evaluations with their findings, and counts the sessions and dues of a period."""

import json
from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from services.agreements.evaluations.model.answers import FacilityAnswer
from services.agreements.evaluations.model.evaluation import Candidate, Evaluation, EvaluationNotFound, Figures, Finding
from services.agreements.register.model.units import Unit
from shared.access import Work
from shared.postgres.connections import Connection


async def load_evaluation(connection: Connection, evaluation_id: UUID) -> Evaluation:
    """One evaluation. Raises `EvaluationNotFound`."""
    whole = await connection.fetchval("SELECT whole FROM evaluation_whole WHERE id = $1", evaluation_id)
    if whole is None:
        raise EvaluationNotFound(id=evaluation_id)
    return Evaluation.model_validate_json(whole)


async def lock_evaluation(connection: Connection, evaluation_id: UUID) -> Evaluation:
    """One evaluation, locked until the end of the transaction. Raises `EvaluationNotFound`."""
    await connection.execute("SELECT FROM evaluation WHERE id = $1 FOR UPDATE", evaluation_id)
    return await load_evaluation(connection, evaluation_id)


async def lock_candidates(connection: Connection, ids: Collection[UUID]) -> list[Candidate]:
    """The agreements of an evaluation that is opened, locked in one order; unknown ones are left out."""
    rows = await connection.fetch(
        """SELECT a.id, a.keeper_id, a.registration_number, a.in_force_from IS NOT NULL AS was_in_force,
                  EXISTS (SELECT FROM evaluation_finding f WHERE f.agreement_id = a.id AND f.closed_on IS NULL)
                      AS is_open_elsewhere
           FROM agreement a WHERE a.id = ANY ($1) ORDER BY a.id FOR UPDATE OF a""",
        list(ids),
    )
    return [Candidate.model_validate(dict(row)) for row in rows]


async def load_figures(connection: Connection, ids: Collection[UUID], since: date, until: date) -> dict[UUID, Figures]:
    """The counts of each agreement in a period."""
    rows = await connection.fetch("SELECT * FROM evaluation_figures($1, $2, $3)", list(ids), since, until)
    return {row["agreement_id"]: Figures.model_validate(dict(row)) for row in rows}


async def load_partners_of(connection: Connection, agreements: Collection[UUID]) -> list[Unit]:
    """The partners that are principals of any of these agreements."""
    rows = await connection.fetch(
        """SELECT DISTINCT ON (u.name, u.id) u.* FROM party p
           CROSS JOIN LATERAL (SELECT * FROM any_unit WHERE named_as = p.unit_id AND kind = 'partner' OFFSET 0) AS u
           WHERE p.agreement_id = ANY ($1) AND p.role = 'principal' AND p.left_on IS NULL ORDER BY u.name, u.id""",
        list(agreements),
    )
    return [Unit.model_validate(dict(row)) for row in rows]


async def insert_evaluation(work: Work, evaluation: Evaluation, agreements: Collection[UUID]) -> None:
    """Insert an evaluation with empty findings."""
    await work.connection.execute(
        """INSERT INTO evaluation (id, title, keeper_id, zone, period_from, period_until, due_on, meeting_id, state,
                                   opened_on, version, account)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)""",
        evaluation.id,
        evaluation.title,
        evaluation.keeper.id,
        evaluation.zone,
        evaluation.period_from,
        evaluation.period_until,
        evaluation.due_on,
        evaluation.meeting_id,
        evaluation.state,
        evaluation.opened_on,
        evaluation.version,
        work.actor.account,
    )
    await work.connection.execute(
        "INSERT INTO evaluation_finding (evaluation_id, agreement_id) SELECT $1, unnest($2::uuid[])",
        evaluation.id,
        list(agreements),
    )


async def save_evaluation(connection: Connection, evaluation: Evaluation, closed_on: date | None = None) -> None:
    """Save the state, with the next version; findings of one that is over are closed."""
    evaluation.version += 1
    await connection.execute(
        """UPDATE evaluation SET state = $2, completed_on = $3, cancel_reason = $4, meeting_id = $5, version = $6
           WHERE id = $1""",
        evaluation.id,
        evaluation.state,
        evaluation.completed_on,
        evaluation.cancel_reason,
        evaluation.meeting_id,
        evaluation.version,
    )
    if closed_on is not None:
        await connection.execute(
            "UPDATE evaluation_finding SET closed_on = $2 WHERE evaluation_id = $1", evaluation.id, closed_on
        )


async def save_finding(connection: Connection, evaluation_id: UUID, finding: Finding) -> None:
    """Save the finding about one agreement."""
    await connection.execute(
        """UPDATE evaluation_finding
           SET (finding, recommendation, reason, score_ours, score_partner, partner_letter, figures)
               = ($3, $4, $5, $6, $7, $8, $9)
           WHERE evaluation_id = $1 AND agreement_id = $2""",
        evaluation_id,
        finding.agreement_id,
        finding.finding,
        finding.recommendation,
        finding.reason,
        finding.score_ours,
        finding.score_partner,
        finding.partner_letter,
        finding.figures and finding.figures.model_dump_json(),
    )


async def save_completed(connection: Connection, evaluation: Evaluation, event_id: UUID) -> None:
    """Save an edition that is completed: its answers, and the event that has announced it."""
    await connection.execute(
        """UPDATE evaluation SET completed_on = $2, edition = $3, answers = $4, version = $5, completed_event = $6
           WHERE id = $1""",
        evaluation.id,
        evaluation.completed_on,
        evaluation.edition,
        json.dumps([answer.model_dump(mode="json") for answer in evaluation.answers]),
        evaluation.version,
        event_id,
    )


async def load_completed_event(connection: Connection, evaluation_id: UUID) -> UUID | None:
    """The event that has announced the edition that is signed off."""
    found: UUID | None = await connection.fetchval(
        "SELECT completed_event FROM evaluation WHERE id = $1", evaluation_id
    )
    return found


async def insert_edition(connection: Connection, evaluation: Evaluation, reason: str, day: date) -> None:
    """Insert an edition that a correction replaces, as it was signed off."""
    await connection.execute(
        """INSERT INTO evaluation_edition (evaluation_id, edition, content, reason, corrected_on)
           VALUES ($1, $2, $3, $4, $5)""",
        evaluation.id,
        evaluation.edition,
        evaluation.model_dump_json(),
        reason,
        day,
    )


async def load_answers(connection: Connection, evaluation_id: UUID) -> list[FacilityAnswer]:
    """The answers of the facilities where the agreements are carried out; without counts if there is no answer."""
    rows = await connection.fetch("SELECT * FROM evaluation_answers($1)", evaluation_id)
    return [FacilityAnswer.model_validate(dict(row)) for row in rows]


async def save_answer(
    connection: Connection,
    evaluation_id: UUID,
    facility_id: UUID,
    version: int,
    counts: tuple[datetime, int, int | None, int | None],
) -> None:
    """Save an answer, unless a later one is there."""
    await connection.execute(
        """INSERT INTO evaluation_answer AS known (evaluation_id, facility_id, version, counted_up_to, sessions,
                                                   participants, outputs)
           SELECT id, $2, $3, $4, $5, $6, $7 FROM evaluation WHERE id = $1
           ON CONFLICT (evaluation_id, facility_id) DO UPDATE SET
               (version, counted_up_to, sessions, participants, outputs) =
               (excluded.version, excluded.counted_up_to, excluded.sessions, excluded.participants, excluded.outputs)
           WHERE known.version < excluded.version""",
        evaluation_id,
        facility_id,
        version,
        *counts,
    )
