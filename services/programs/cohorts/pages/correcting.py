"""GET, POST /kohort/{id}/peserta/{id}/perbaikan"""

from typing import Annotated, get_args
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError
from starlette.responses import Response

from services.programs.cohorts.commands.correcting import CorrectEnrolmentEnd, Leaving, correct_enrolment_end
from services.programs.cohorts.model.enrolment import LeavingReason
from services.programs.cohorts.queries import ShowCohort, ShowEnrolment, show_cohort, show_enrolment
from services.programs.program.queries.showing import ShowProgram, show_program
from shared.console.forms import FormDay, form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.inputs import ShortText
from shared.web.edge import CurrentWork
from shared.web.preconditions import ExpectedVersion

router = APIRouter(route_class=PageRoute)


class EndCorrection(BaseModel):
    """The end as it is right, or that it has not ended, and why it is corrected."""

    not_ended: bool = False
    ended_on: FormDay | None = Field(None, validate_default=True)
    end_reason: LeavingReason | None = Field(None, validate_default=True)
    reason: ShortText

    @field_validator("ended_on", "end_reason")
    @classmethod
    def _unless_not_ended(cls, value: object, info: ValidationInfo) -> object:
        if info.data.get("not_ended"):
            return None
        if value is None:
            raise PydanticCustomError("fault_missing", "an end has a day and a reason")
        return value

    def leaving(self) -> Leaving | None:
        """The end as commands take it; None: the enrolment has not ended."""
        return Leaving(self.ended_on, self.end_reason) if self.ended_on and self.end_reason else None


@router.get("/kohort/{cohort_id}/peserta/{enrolment_id}/perbaikan")
async def show_correction(work: CurrentWork, screen: CurrentScreen, cohort_id: UUID, enrolment_id: UUID) -> Response:
    """The end as it is recorded, in the form."""
    cohort = await show_cohort(work, ShowCohort(cohort_id))
    return screen.show(
        "correcting.html.j2",
        cohort=cohort,
        program=await show_program(work, ShowProgram(cohort.program_id)),
        entry=await show_enrolment(work, ShowEnrolment(enrolment_id)),
        reasons=get_args(LeavingReason),
    )


@router.post("/kohort/{cohort_id}/peserta/{enrolment_id}/perbaikan")
async def correct(
    work: CurrentWork,
    screen: CurrentScreen,
    cohort_id: UUID,
    enrolment_id: UUID,
    *,
    expected_version: ExpectedVersion,
    form: Annotated[EndCorrection, form_of(EndCorrection)],
) -> Response:
    """Replace the end; the one before stays on record."""
    command = CorrectEnrolmentEnd(enrolment_id, expected_version, form.leaving(), form.reason)
    corrected = await correct_enrolment_end(work, command)
    return screen.after(f"/kohort/{cohort_id}/peserta/{enrolment_id}", corrected.off_roster)
