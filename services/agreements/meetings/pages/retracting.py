"""GET, POST /rapat/{id}/penarikan"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.responses import Response

from services.agreements.meetings.commands.retracting import RetractMeeting, retract_meeting
from services.agreements.meetings.queries.meetings import ShowMeeting, show_meeting
from shared.console.forms import form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.inputs import Paragraph
from shared.values.reported_days import written_reported_day
from shared.web.edge import CurrentWork
from shared.web.preconditions import ExpectedVersion

router = APIRouter(route_class=PageRoute)


class RetractionForm(BaseModel):
    """Why the record is wrong as a whole."""

    reason: Paragraph


@router.get("/rapat/{meeting_id}/penarikan")
async def show_retracting(work: CurrentWork, screen: CurrentScreen, meeting_id: UUID) -> Response:
    """What retracting means, and the form."""
    meeting = await show_meeting(work, ShowMeeting(meeting_id))
    return screen.show("retracting.html.j2", meeting=meeting, held=written_reported_day(meeting.held))


@router.post("/rapat/{meeting_id}/penarikan")
async def retract(
    work: CurrentWork,
    screen: CurrentScreen,
    meeting_id: UUID,
    expected_version: ExpectedVersion,
    form: Annotated[RetractionForm, form_of(RetractionForm)],
) -> Response:
    """Retract the record of the meeting."""
    await retract_meeting(work, RetractMeeting(meeting_id, expected_version, form.reason))
    return screen.go(f"/rapat/{meeting_id}")
