"""POST /evaluations
GET /evaluations
GET /evaluations/{id}
GET /agreements/{id}/evaluations
GET /agreements-to-evaluate
PUT /evaluations/{id}/findings
POST /evaluations/{id}/completions
POST /evaluations/{id}/cancellations
POST /evaluations/{id}/corrections
GET /evaluations/{id}/editions
"""

from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from services.agreements.evaluations import queries
from services.agreements.evaluations.commands.correcting import CorrectEvaluation, correct_evaluation
from services.agreements.evaluations.commands.evaluating import (
    CancelEvaluation,
    CompleteEvaluation,
    OpenEvaluation,
    RecordFinding,
    cancel_evaluation,
    complete_evaluation,
    open_evaluation,
    record_finding,
)
from services.agreements.evaluations.model.evaluation import MOST_AGREEMENTS, Evaluation, EvaluationState, Finding
from services.agreements.evaluations.queries import (
    AgreementEvaluation,
    EvaluableAgreement,
    EvaluationEdition,
    EvaluationSummary,
    ListEditions,
    ListEvaluable,
    ListEvaluations,
    ListEvaluationsOfAgreement,
    ShowEvaluation,
)
from shared.values.cooperation import EvaluationRecommendation
from shared.values.inputs import Paragraph, ShortText, Title
from shared.values.terms import Day
from shared.web.cursors import Page, PageParameters
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.preconditions import ExpectedVersion
from shared.web.responses import Created, Versioned

router = APIRouter(route_class=WorkRoute, tags=["evaluations"])


class NewEvaluation(BaseModel):
    """One evaluation of agreements that one unit keeps, for a period; `due_on` is the day to complete it."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "title": "Evaluasi kerja sama 2025",
                    "agreements": ["019c0000-0000-7000-8000-000000000002"],
                    "period_from": "2025-01-01",
                    "period_until": "2025-12-31",
                    "due_on": "2026-02-28",
                }
            ]
        },
    )

    title: Title
    agreements: tuple[UUID, ...] = Field(min_length=1, max_length=MOST_AGREEMENTS)
    period_from: Day
    period_until: Day
    due_on: Day
    meeting_id: UUID | None = None


class NewFinding(BaseModel):
    """The finding about one agreement; a recommendation to change or to end it names its reason.

    Scores are from 1 to 5. The partner's score is recorded from its letter.
    """

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "agreement_id": "019c0000-0000-7000-8000-000000000002",
                    "finding": "Konseling berjalan, pelatihan belum.",
                    "recommendation": "addend",
                    "reason": "Pelatihan las belum tercakup.",
                    "score_ours": 4,
                    "score_partner": 3,
                    "partner_letter": "415.4/31/2026",
                }
            ]
        },
    )

    agreement_id: UUID
    finding: Paragraph
    recommendation: EvaluationRecommendation
    reason: Paragraph | None = None
    score_ours: int | None = Field(None, ge=1, le=5, strict=True)
    score_partner: int | None = Field(None, ge=1, le=5, strict=True)
    partner_letter: ShortText | None = None

    def given(self) -> Finding:
        """The finding as the command names it."""
        return Finding(**self.model_dump(), registration_number="", title="")


class Completion(BaseModel):
    """The meeting in which the findings were agreed on, if there was one."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{}]})

    meeting_id: UUID | None = None


class EvaluationCancellation(BaseModel):
    """Why an evaluation is given up."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"reason": "Periodenya keliru."}]})

    reason: Paragraph


class EvaluationCorrection(BaseModel):
    """Why a completed evaluation is corrected, and the findings that change; counts and answers are those of now."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"reason": "Satu pertemuan tercatat dua kali.", "findings": []}]},
    )

    reason: Paragraph
    findings: tuple[NewFinding, ...] = Field((), max_length=MOST_AGREEMENTS)


@router.post("/evaluations", summary="Buka evaluasi / open an evaluation")
async def open_one(work: CurrentWork, body: NewEvaluation) -> Created[Evaluation]:
    """Open one evaluation of one or many agreements; none of them may be under another one."""
    evaluation = await open_evaluation(work, OpenEvaluation(**dict(body)))
    return Created(evaluation, evaluation.version, f"/evaluations/{evaluation.id}")


@router.get("/evaluations", summary="Daftar evaluasi / list evaluations")
async def list_evaluations(
    work: CurrentWork, page: PageParameters, state: EvaluationState | None = None
) -> Page[EvaluationSummary]:
    """The evaluations of the reader's units, the newest first."""
    return await queries.list_evaluations(work, ListEvaluations(state, page))


@router.get("/evaluations/{evaluation_id}", summary="Satu evaluasi / show an evaluation")
async def show_evaluation(work: CurrentWork, evaluation_id: UUID) -> Versioned[Evaluation]:
    """The findings with the sessions and dues of the period; those of a completed one are as they were then."""
    evaluation = await queries.show_evaluation(work, ShowEvaluation(evaluation_id))
    return Versioned(evaluation, evaluation.version)


@router.get("/agreements/{agreement_id}/evaluations", summary="Evaluasi perjanjian / list an agreement's evaluations")
async def list_evaluations_of_agreement(work: CurrentWork, agreement_id: UUID) -> list[AgreementEvaluation]:
    """The evaluations of an agreement with its findings, the newest first."""
    return await queries.list_evaluations_of_agreement(work, ListEvaluationsOfAgreement(agreement_id))


@router.get("/agreements-to-evaluate", summary="Perjanjian untuk dievaluasi / list agreements to evaluate")
async def list_evaluable(work: CurrentWork) -> list[EvaluableAgreement]:
    """The agreements in force of the reader's units without an open evaluation, the longest unevaluated first."""
    return await queries.list_evaluable(work, ListEvaluable())


@router.put("/evaluations/{evaluation_id}/findings", summary="Catat hasil evaluasi / record a finding")
async def record(
    work: CurrentWork, evaluation_id: UUID, body: NewFinding, expected_version: ExpectedVersion
) -> Versioned[Evaluation]:
    """Record or change the finding about one agreement of the evaluation."""
    evaluation = await record_finding(work, RecordFinding(evaluation_id, expected_version, body.given()))
    return Versioned(evaluation, evaluation.version)


@router.post("/evaluations/{evaluation_id}/completions", summary="Selesaikan evaluasi / complete an evaluation")
async def complete(
    work: CurrentWork, evaluation_id: UUID, body: Completion, expected_version: ExpectedVersion
) -> Versioned[Evaluation]:
    """Complete it once each agreement has a finding. The yearly case of each agreement closes for a year."""
    command = CompleteEvaluation(evaluation_id, expected_version, body.meeting_id)
    evaluation = await complete_evaluation(work, command)
    return Versioned(evaluation, evaluation.version)


@router.post("/evaluations/{evaluation_id}/cancellations", summary="Batalkan evaluasi / cancel an evaluation")
async def cancel(
    work: CurrentWork, evaluation_id: UUID, body: EvaluationCancellation, expected_version: ExpectedVersion
) -> Versioned[Evaluation]:
    """Give an evaluation up; its agreements can be evaluated by another one."""
    evaluation = await cancel_evaluation(work, CancelEvaluation(evaluation_id, expected_version, body.reason))
    return Versioned(evaluation, evaluation.version)


@router.post("/evaluations/{evaluation_id}/corrections", summary="Ralat evaluasi / correct an evaluation")
async def correct(
    work: CurrentWork, evaluation_id: UUID, body: EvaluationCorrection, expected_version: ExpectedVersion
) -> Versioned[Evaluation]:
    """Sign off a further edition of a completed evaluation; the one before stays readable as it was."""
    findings = [each.given() for each in body.findings]
    evaluation = await correct_evaluation(
        work, CorrectEvaluation(evaluation_id, expected_version, body.reason, findings)
    )
    return Versioned(evaluation, evaluation.version)


@router.get("/evaluations/{evaluation_id}/editions", summary="Edisi evaluasi / list editions of an evaluation")
async def list_editions(work: CurrentWork, evaluation_id: UUID) -> list[EvaluationEdition]:
    """The editions that corrections have replaced, as they were signed off, the newest first."""
    return await queries.list_editions(work, ListEditions(evaluation_id))
