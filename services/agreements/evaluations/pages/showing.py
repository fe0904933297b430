"""GET /evaluasi/{id}
GET, POST /evaluasi/{id}/hasil/{agreement_id}
GET, POST /evaluasi/{id}/ralat/{agreement_id}
GET, POST /evaluasi/{id}/penyelesaian
GET, POST /evaluasi/{id}/pembatalan
"""

from typing import Annotated, get_args
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError
from starlette.responses import Response

from services.agreements.evaluations.commands.correcting import CorrectEvaluation, correct_evaluation
from services.agreements.evaluations.commands.evaluating import (
    CancelEvaluation,
    CompleteEvaluation,
    RecordFinding,
    cancel_evaluation,
    complete_evaluation,
    record_finding,
)
from services.agreements.evaluations.model.evaluation import Evaluation, Finding, NotEvaluated
from services.agreements.evaluations.queries import ListEditions, ShowEvaluation, list_editions, show_evaluation
from shared.console.forms import form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.cooperation import EvaluationRecommendation
from shared.values.inputs import Paragraph, ShortText
from shared.web.edge import CurrentWork
from shared.web.preconditions import ExpectedVersion

router = APIRouter(route_class=PageRoute)
Score = Annotated[int, Field(ge=1, le=5)]


class FindingForm(BaseModel):
    """The finding about one agreement."""

    finding: Paragraph
    recommendation: EvaluationRecommendation
    reason: Paragraph | None = Field(None, validate_default=True)
    score_ours: Score | None = None
    score_partner: Score | None = None
    partner_letter: ShortText | None = None

    @field_validator("reason")
    @classmethod
    def _has_a_reason(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value is None and info.data.get("recommendation") in ("addend", "end"):
            raise PydanticCustomError("fault_missing", "a reason is given")
        return value

    def finding_about(self, agreement_id: UUID) -> Finding:
        """The finding that this form asks for."""
        given = {name: getattr(self, name) for name in FindingForm.model_fields}
        return Finding(**given, agreement_id=agreement_id, registration_number="", title="")


class CorrectionForm(FindingForm):
    """Another finding about one agreement, and why it is corrected."""

    correction_reason: Paragraph


class EndForm(BaseModel):
    """Why an evaluation is given up."""

    reason: Paragraph


@router.get("/evaluasi/{evaluation_id}")
async def show_one(work: CurrentWork, screen: CurrentScreen, evaluation_id: UUID) -> Response:
    """The agreements with their counts and findings, and the steps of the reader."""
    evaluation = await show_evaluation(work, ShowEvaluation(evaluation_id))
    query = ShowEvaluation(evaluation_id)
    return screen.show(
        "showing.html.j2",
        evaluation=evaluation,
        may_change=evaluation.state == "open" and await record_finding.permits(work, query),
        may_correct=evaluation.state == "completed" and await correct_evaluation.permits(work, query),
        editions=await list_editions(work, ListEditions(evaluation_id)) if evaluation.edition > 1 else (),
    )


@router.get("/evaluasi/{evaluation_id}/hasil/{agreement_id}")
async def show_finding(work: CurrentWork, screen: CurrentScreen, evaluation_id: UUID, agreement_id: UUID) -> Response:
    """The counts of one agreement, and the form of its finding."""
    evaluation = await show_evaluation(work, ShowEvaluation(evaluation_id))
    finding = _finding(evaluation, agreement_id)
    recommendations = get_args(EvaluationRecommendation)
    return screen.show("finding.html.j2", evaluation=evaluation, finding=finding, recommendations=recommendations)


@router.post("/evaluasi/{evaluation_id}/hasil/{agreement_id}")
async def record(
    work: CurrentWork,
    screen: CurrentScreen,
    evaluation_id: UUID,
    agreement_id: UUID,
    *,
    expected_version: ExpectedVersion,
    form: Annotated[FindingForm, form_of(FindingForm)],
) -> Response:
    """Record the finding about one agreement."""
    await record_finding(work, RecordFinding(evaluation_id, expected_version, form.finding_about(agreement_id)))
    return screen.go(f"/evaluasi/{evaluation_id}")


@router.get("/evaluasi/{evaluation_id}/ralat/{agreement_id}")
async def show_correction(
    work: CurrentWork, screen: CurrentScreen, evaluation_id: UUID, agreement_id: UUID
) -> Response:
    """The finding that was signed off, and the form of its correction."""
    evaluation = await show_evaluation(work, ShowEvaluation(evaluation_id))
    finding = _finding(evaluation, agreement_id)
    recommendations = get_args(EvaluationRecommendation)
    return screen.show("correcting.html.j2", evaluation=evaluation, finding=finding, recommendations=recommendations)


@router.post("/evaluasi/{evaluation_id}/ralat/{agreement_id}")
async def correct(
    work: CurrentWork,
    screen: CurrentScreen,
    evaluation_id: UUID,
    agreement_id: UUID,
    *,
    expected_version: ExpectedVersion,
    form: Annotated[CorrectionForm, form_of(CorrectionForm)],
) -> Response:
    """Sign off a further edition with this finding."""
    finding = form.finding_about(agreement_id)
    await correct_evaluation(
        work, CorrectEvaluation(evaluation_id, expected_version, form.correction_reason, [finding])
    )
    return screen.go(f"/evaluasi/{evaluation_id}")


@router.get("/evaluasi/{evaluation_id}/penyelesaian")
async def show_completion(work: CurrentWork, screen: CurrentScreen, evaluation_id: UUID) -> Response:
    """The button."""
    evaluation = await show_evaluation(work, ShowEvaluation(evaluation_id))
    return screen.show("completing.html.j2", evaluation=evaluation)


@router.post("/evaluasi/{evaluation_id}/penyelesaian")
async def complete(
    work: CurrentWork, screen: CurrentScreen, evaluation_id: UUID, expected_version: ExpectedVersion
) -> Response:
    """Complete the evaluation."""
    await complete_evaluation(work, CompleteEvaluation(evaluation_id, expected_version))
    return screen.go(f"/evaluasi/{evaluation_id}")


@router.get("/evaluasi/{evaluation_id}/pembatalan")
async def show_cancellation(work: CurrentWork, screen: CurrentScreen, evaluation_id: UUID) -> Response:
    """The form."""
    evaluation = await show_evaluation(work, ShowEvaluation(evaluation_id))
    return screen.show("cancelling.html.j2", evaluation=evaluation)


@router.post("/evaluasi/{evaluation_id}/pembatalan")
async def cancel(
    work: CurrentWork,
    screen: CurrentScreen,
    evaluation_id: UUID,
    expected_version: ExpectedVersion,
    form: Annotated[EndForm, form_of(EndForm)],
) -> Response:
    """Give the evaluation up."""
    await cancel_evaluation(work, CancelEvaluation(evaluation_id, expected_version, form.reason))
    return screen.go(f"/evaluasi/{evaluation_id}")


def _finding(evaluation: Evaluation, agreement_id: UUID) -> Finding:
    """The finding about one of its agreements. Raises `NotEvaluated`."""
    finding = next((each for each in evaluation.findings if each.agreement_id == agreement_id), None)
    if finding is None:
        raise NotEvaluated(id=agreement_id)
    return finding
