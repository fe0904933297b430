"""GET, POST /kohort/{id}/pertemuan"""

from typing import Annotated, get_args
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, BeforeValidator, Field
from starlette.responses import Response

from services.programs.cohorts.model.admission import LARGEST_COHORT
from services.programs.cohorts.queries import ShowCohort, show_cohort
from services.programs.sessions.commands.recording import RecordSession, record_session
from services.programs.sessions.model.attendance import AbsenceReason, Attendance
from services.programs.sessions.model.session import SessionFacts
from shared.console.forms import FormDay, form_of, rows
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.cooperation import SessionKind
from shared.values.inputs import ShortText
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


class NewSession(BaseModel):
    """A session that was held, with a mark for each participant."""

    held_on: FormDay
    minutes: int | None = Field(None, ge=1, le=1440)
    kind: SessionKind = "class"
    topic: ShortText
    attendance: Annotated[tuple[Attendance, ...], BeforeValidator(rows), Field(min_length=1, max_length=LARGEST_COHORT)]

    def command(self, cohort_id: UUID) -> RecordSession:
        """The command that this form asks for; what the session fulfils follows from the facility's own activity."""
        facts = SessionFacts(self.held_on, None, self.minutes, self.kind, self.topic, (), self.attendance)
        return RecordSession(cohort_id, facts, None)


@router.get("/kohort/{cohort_id}/pertemuan")
async def show_recording(work: CurrentWork, screen: CurrentScreen, cohort_id: UUID) -> Response:
    """The form, with one row for each participant who is enrolled."""
    cohort = await show_cohort(work, ShowCohort(cohort_id))
    return screen.show(
        "recording.html.j2",
        cohort=cohort,
        roster=[entry for entry in cohort.roster or () if entry.ended_on is None],
        kinds=get_args(SessionKind),
        reasons=get_args(AbsenceReason),
    )


@router.post("/kohort/{cohort_id}/pertemuan")
async def record(
    work: CurrentWork, screen: CurrentScreen, cohort_id: UUID, form: Annotated[NewSession, form_of(NewSession)]
) -> Response:
    """Record the session."""
    recorded = await record_session(work, form.command(cohort_id))
    return screen.after(f"/program/{recorded.session.program_id}", recorded.doubles)
