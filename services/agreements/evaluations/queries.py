"""Evaluations that the reader's positions reach, those of an agreement, and the agreements that can be evaluated."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pydantic import BaseModel

from services.agreements.agreement import access as agreement_access
from services.agreements.evaluations.access import KEEPERS, OFFICES, scope_to_read
from services.agreements.evaluations.model.answers import FacilityAnswer
from services.agreements.evaluations.model.evaluation import Evaluation, EvaluationState, Figures
from shared.access import Work, anywhere, use_case
from shared.values.cooperation import EvaluationRecommendation
from shared.values.terms import day_in
from shared.web.cursors import Page, PageRequest


class EvaluationSummary(BaseModel):
    """One evaluation in a list, with the number of its agreements and of those that have a finding."""

    id: UUID
    title: str
    keeper: str
    state: EvaluationState
    period_from: date
    period_until: date
    due_on: date
    completed_on: date | None
    agreements: int
    complete: int


class EvaluationEdition(BaseModel):
    """An edition that was signed off and then replaced, as it was, and why it was corrected."""

    edition: int
    reason: str
    corrected_on: date
    content: Evaluation


class AgreementEvaluation(BaseModel):
    """An evaluation of one agreement, with its finding and recommendation."""

    evaluation_id: UUID
    title: str
    state: EvaluationState
    period_from: date
    period_until: date
    completed_on: date | None
    finding: str | None
    recommendation: EvaluationRecommendation | None
    reason: str | None


class EvaluableAgreement(BaseModel):
    """An agreement in force without an open evaluation, and the day of its last evaluation."""

    id: UUID
    registration_number: str
    title: str
    keeper: str
    evaluated_on: date | None


@dataclass(frozen=True, slots=True)
class ShowEvaluation:
    """One evaluation."""

    evaluation_id: UUID


@dataclass(frozen=True, slots=True)
class ListEditions:
    """The editions of an evaluation that corrections have replaced."""

    evaluation_id: UUID


@dataclass(frozen=True, slots=True)
class ListEvaluations:
    """The newest first; of one state, if it is named."""

    state: EvaluationState | None
    page: PageRequest


@dataclass(frozen=True, slots=True)
class ListEvaluationsOfAgreement:
    """The evaluations of one agreement."""

    agreement_id: UUID


@dataclass(frozen=True, slots=True)
class ListEvaluable:
    """The agreements that the reader's units keep and can evaluate."""


_LIST = """
SELECT e.id, e.title, k.name AS keeper, e.state, e.period_from, e.period_until, e.due_on, e.completed_on,
       (SELECT count(*) FROM evaluation_finding f WHERE f.evaluation_id = e.id) AS agreements,
       (SELECT count(*) FROM evaluation_finding f WHERE f.evaluation_id = e.id AND f.finding IS NOT NULL) AS complete
FROM evaluation e JOIN unit k ON k.id = e.keeper_id
WHERE ($1 OR k.id = ANY ($2) OR k.region = ANY ($3)) AND ($4::text IS NULL OR e.state = $4)
  AND ($5::uuid IS NULL OR e.id < $5)
ORDER BY e.id DESC LIMIT $6
"""
_OF_AGREEMENT = """
SELECT e.id AS evaluation_id, e.title, e.state, e.period_from, e.period_until, e.completed_on, f.finding,
       f.recommendation, f.reason
FROM evaluation_finding f JOIN evaluation e ON e.id = f.evaluation_id
WHERE f.agreement_id = $1 AND e.state <> 'cancelled' ORDER BY e.id DESC
"""
_EVALUABLE = """
SELECT a.id, a.registration_number, a.title, k.name AS keeper,
       (SELECT max(f.closed_on) FROM evaluation_finding f JOIN evaluation e ON e.id = f.evaluation_id
        WHERE f.agreement_id = a.id AND e.state = 'completed') AS evaluated_on
FROM agreement a JOIN unit k ON k.id = a.keeper_id
WHERE ($1 OR k.id = ANY ($2) OR (k.kind = 'regional_office' AND k.region = ANY ($3)))
  AND a.document_state = 'signed' AND a.in_force_from <= ($4::timestamptz AT TIME ZONE a.zone)::date
  AND coalesce(a.in_force_until, 'infinity') >= ($4::timestamptz AT TIME ZONE a.zone)::date
  AND NOT EXISTS (SELECT FROM evaluation_finding f WHERE f.agreement_id = a.id AND f.closed_on IS NULL)
ORDER BY evaluated_on NULLS FIRST, a.registration_number LIMIT 200
"""


@use_case(*OFFICES, scope=scope_to_read, changes=False)
async def show_evaluation(work: Work, query: ShowEvaluation) -> Evaluation:
    """One evaluation; the counts of an open one are those of now."""
    whole = await work.connection.fetchval("SELECT whole FROM evaluation_whole WHERE id = $1", query.evaluation_id)
    evaluation = Evaluation.model_validate_json(whole)
    if evaluation.state == "open":
        ids = [each.agreement_id for each in evaluation.findings]
        period = (evaluation.period_from, evaluation.period_until)
        rows = await work.connection.fetch("SELECT * FROM evaluation_figures($1, $2, $3)", ids, *period)
        figures = {row["agreement_id"]: Figures.model_validate(dict(row)) for row in rows}
        evaluation.findings = tuple(
            each.model_copy(update={"figures": figures.get(each.agreement_id)}) for each in evaluation.findings
        )
        answered = await work.connection.fetch("SELECT * FROM evaluation_answers($1)", evaluation.id)
        today = day_in(evaluation.zone, work.now)
        evaluation.answers = tuple(
            FacilityAnswer.model_validate(dict(row)).on(evaluation.opened_on, today) for row in answered
        )
    return evaluation


@use_case(*OFFICES, scope=scope_to_read, changes=False)
async def list_editions(work: Work, query: ListEditions) -> list[EvaluationEdition]:
    """The editions of an evaluation that corrections have replaced, the newest first."""
    rows = await work.connection.fetch(
        """SELECT edition, reason, corrected_on, content FROM evaluation_edition
           WHERE evaluation_id = $1 ORDER BY edition DESC""",
        query.evaluation_id,
    )
    return [
        EvaluationEdition(**dict(row) | {"content": Evaluation.model_validate_json(row["content"])}) for row in rows
    ]


@use_case(*OFFICES, scope=anywhere, changes=False)
async def list_evaluations(work: Work, query: ListEvaluations) -> Page[EvaluationSummary]:
    """One page of evaluations."""
    reach = work.actor.reach(OFFICES)
    rows = await work.connection.fetch(
        _LIST,
        reach.nation,
        reach.facilities,
        reach.regions,
        query.state,
        *query.page.after_as(UUID),
        query.page.limit + 1,
    )
    summaries = [EvaluationSummary.model_validate(dict(row)) for row in rows]
    return query.page.cut(summaries, lambda summary: [summary.id])


@use_case(*OFFICES, scope=agreement_access.scope_to_read, changes=False)
async def list_evaluations_of_agreement(work: Work, query: ListEvaluationsOfAgreement) -> list[AgreementEvaluation]:
    """The evaluations of an agreement, the newest first, as our offices see them."""
    rows = await work.connection.fetch(_OF_AGREEMENT, query.agreement_id)
    return [AgreementEvaluation.model_validate(dict(row)) for row in rows]


@use_case(*KEEPERS, scope=anywhere, changes=False)
async def list_evaluable(work: Work, _query: ListEvaluable) -> list[EvaluableAgreement]:
    """The agreements in force of the reader's units without an open evaluation, the longest unevaluated first."""
    reach = work.actor.reach(KEEPERS)
    rows = await work.connection.fetch(_EVALUABLE, reach.nation, reach.facilities, reach.regions, work.now)
    return [EvaluableAgreement.model_validate(dict(row)) for row in rows]


def may_evaluate(work: Work) -> bool:
    """Whether a position of the reader may open an evaluation of some unit's agreements."""
    return work.actor.may(KEEPERS, None)
