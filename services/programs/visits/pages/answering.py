"""GET, POST /kunjungan/{id}/jawaban"""

from collections.abc import Mapping
from typing import Annotated, Literal, get_args
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, BeforeValidator, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError
from starlette.responses import Response

from services.programs.visits.commands.asking import AgreeToVisit, DeclineVisit, agree_to_visit, decline_visit
from services.programs.visits.queries.steps import choices_of_programs, may_act_in
from services.programs.visits.queries.visits import ShowVisit, show_visit
from shared.console.forms import FormDay, FormTime, form_of, several
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.cooperation import VisitDeclineReason
from shared.web.edge import CurrentWork
from shared.web.preconditions import ExpectedVersion

router = APIRouter(route_class=PageRoute)
Chosen = Annotated[tuple[UUID, ...], BeforeValidator(several), Field(max_length=20)]


class VisitAnswerForm(BaseModel):
    """The host agrees with a day and its programs, or declines with a reason."""

    visit_answer: Literal["agreed", "declined"]
    visit_on: FormDay | None = Field(None, validate_default=True)
    visit_time: FormTime | None = None
    topic: Mapping[int, Chosen] = {}
    decline_reason: VisitDeclineReason | None = Field(None, validate_default=True)

    @field_validator("visit_on")
    @classmethod
    def _if_agreed(cls, value: object, info: ValidationInfo) -> object:
        if info.data.get("visit_answer") == "agreed" and value is None:
            raise PydanticCustomError("fault_missing", "an agreed visit has a day")
        return value

    @field_validator("decline_reason")
    @classmethod
    def _if_declined(cls, value: object, info: ValidationInfo) -> object:
        if info.data.get("visit_answer") == "declined" and value is None:
            raise PydanticCustomError("fault_missing", "a declined visit has a reason")
        return value


@router.get("/kunjungan/{visit_id}/jawaban")
async def show_answer(work: CurrentWork, screen: CurrentScreen, visit_id: UUID) -> Response:
    """The request, and the form with the host's programs for each topic."""
    visit = await show_visit(work, ShowVisit(visit_id))
    return screen.show(
        "answering.html.j2",
        visit=visit,
        possible=visit.state == "requested" and may_act_in(work, visit.host),
        programs=await choices_of_programs(work, [visit.host.id]),
        reasons=get_args(VisitDeclineReason),
    )


@router.post("/kunjungan/{visit_id}/jawaban")
async def answer(
    work: CurrentWork,
    screen: CurrentScreen,
    visit_id: UUID,
    expected_version: ExpectedVersion,
    form: Annotated[VisitAnswerForm, form_of(VisitAnswerForm)],
) -> Response:
    """Agree to the visit, or decline it."""
    if form.visit_answer == "agreed" and form.visit_on is not None:
        visit = await show_visit(work, ShowVisit(visit_id))
        programs = tuple(form.topic.get(number, ()) for number in range(len(visit.topics)))
        await agree_to_visit(work, AgreeToVisit(visit_id, expected_version, form.visit_on, form.visit_time, programs))
    elif form.decline_reason is not None:
        await decline_visit(work, DeclineVisit(visit_id, expected_version, form.decline_reason))
    return screen.go(f"/kunjungan/{visit_id}")
