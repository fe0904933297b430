"""GET, POST /kunjungan/{id}/replikasi/{id}/pemeriksaan"""

from typing import Annotated, get_args
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError
from starlette.responses import Response

from services.programs.visits.commands.adopting import CheckAdoption, check_adoption
from services.programs.visits.model.adoption import Check, Outcome
from services.programs.visits.queries.steps import adoption_in, may_act_in
from services.programs.visits.queries.visits import ShowVisit, show_visit
from shared.console.forms import FormDay, form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.cooperation import AbandonReason
from shared.values.terms import day_in
from shared.web.edge import CurrentWork
from shared.web.preconditions import ExpectedVersion

router = APIRouter(route_class=PageRoute)


class AdoptionCheckForm(BaseModel):
    """Whether the practice was adopted; if not, the reason."""

    adoption_outcome: Outcome
    checked_on: FormDay
    abandon_reason: AbandonReason | None = Field(None, validate_default=True)

    @field_validator("abandon_reason")
    @classmethod
    def _if_not_adopted(cls, value: AbandonReason | None, info: ValidationInfo) -> AbandonReason | None:
        given_up = info.data.get("adoption_outcome") == "not_adopted"
        if given_up and value is None:
            raise PydanticCustomError("fault_missing", "a practice that was not adopted has a reason")
        return value if given_up else None


@router.get("/kunjungan/{visit_id}/replikasi/{adoption_id}/pemeriksaan")
async def show_check(work: CurrentWork, screen: CurrentScreen, visit_id: UUID, adoption_id: UUID) -> Response:
    """The plan, and the form."""
    visit = await show_visit(work, ShowVisit(visit_id))
    adoption = adoption_in(visit, adoption_id)
    return screen.show(
        "checking.html.j2",
        visit=visit,
        adoption=adoption,
        possible=adoption.checked_on is None and may_act_in(work, visit.guest),
        today=day_in(visit.guest.zone, work.now),
        outcomes=get_args(Outcome),
        reasons=get_args(AbandonReason),
    )


@router.post("/kunjungan/{visit_id}/replikasi/{adoption_id}/pemeriksaan")
async def check(
    work: CurrentWork,
    screen: CurrentScreen,
    visit_id: UUID,
    adoption_id: UUID,
    *,
    expected_version: ExpectedVersion,
    form: Annotated[AdoptionCheckForm, form_of(AdoptionCheckForm)],
) -> Response:
    """Record whether the practice was adopted."""
    result = Check(form.adoption_outcome, form.checked_on, form.abandon_reason)
    await check_adoption(work, CheckAdoption(visit_id, expected_version, adoption_id, result))
    return screen.go(f"/kunjungan/{visit_id}")
