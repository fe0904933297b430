"""GET /rapat/undangan
GET /rapat/undangan/{id}
GET, POST /rapat/undangan/{id}/jadwal
GET, POST /rapat/undangan/{id}/pembatalan
"""

from typing import Annotated, get_args
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.responses import Response

from services.agreements.agreement.model.agreement import AgreementNotFound
from services.agreements.agreement.queries.showing import AgreementDetails, ShowAgreement, show_agreement
from services.agreements.meetings.commands.calling import CallMeetingOff, MoveMeeting, call_meeting_off, move_meeting
from services.agreements.meetings.model.calls import CallState, MeetingCall
from services.agreements.meetings.model.meeting import agreements_among
from services.agreements.meetings.pages.calling import PlanForm
from services.agreements.meetings.queries.calls import ListCalls, ShowCall, list_calls, may_call_meeting, show_call
from shared.access import Work
from shared.console.forms import form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.inputs import Paragraph
from shared.values.refusals import Denied
from shared.web.cursors import ScreenParameters
from shared.web.edge import CurrentWork
from shared.web.preconditions import ExpectedVersion

router = APIRouter(route_class=PageRoute)
MOST_AGREEMENTS = 20


class CancellationForm(BaseModel):
    """Why the meeting is not held."""

    reason: Paragraph


@router.get("/rapat/undangan")
async def show_called_list(
    work: CurrentWork, screen: CurrentScreen, page: ScreenParameters, status: CallState = "called"
) -> Response:
    """The meetings that the reader's units have called or are invited to, the next day first."""
    return screen.show(
        "called_list.html.j2",
        found=await list_calls(work, ListCalls(None, status, page)),
        states=get_args(CallState),
        chosen=status,
        may_call=may_call_meeting(work),
    )


@router.get("/rapat/undangan/{meeting_id}")
async def show_called(work: CurrentWork, screen: CurrentScreen, meeting_id: UUID) -> Response:
    """The plan, the units that are invited, and the steps of the reader."""
    call = await show_call(work, ShowCall(meeting_id))
    return screen.show(
        "called.html.j2",
        call=call,
        agreements=await _agreements_of(work, call),
        about=agreements_among(call.about),
        may_change=call.state == "called" and await move_meeting.permits(work, ShowCall(meeting_id)),
    )


@router.get("/rapat/undangan/{meeting_id}/jadwal")
async def show_plan(work: CurrentWork, screen: CurrentScreen, meeting_id: UUID) -> Response:
    """The form with the plan."""
    return screen.show("moving.html.j2", call=await show_call(work, ShowCall(meeting_id)))


@router.post("/rapat/undangan/{meeting_id}/jadwal")
async def move(
    work: CurrentWork,
    screen: CurrentScreen,
    meeting_id: UUID,
    expected_version: ExpectedVersion,
    form: Annotated[PlanForm, form_of(PlanForm)],
) -> Response:
    """Give the meeting another plan."""
    await move_meeting(work, MoveMeeting(meeting_id, expected_version, form.plan()))
    return screen.go(f"/rapat/undangan/{meeting_id}")


@router.get("/rapat/undangan/{meeting_id}/pembatalan")
async def show_calling_off(work: CurrentWork, screen: CurrentScreen, meeting_id: UUID) -> Response:
    """The form."""
    return screen.show("calling_off.html.j2", call=await show_call(work, ShowCall(meeting_id)))


@router.post("/rapat/undangan/{meeting_id}/pembatalan")
async def call_off(
    work: CurrentWork,
    screen: CurrentScreen,
    meeting_id: UUID,
    expected_version: ExpectedVersion,
    form: Annotated[CancellationForm, form_of(CancellationForm)],
) -> Response:
    """Call the meeting off."""
    await call_meeting_off(work, CallMeetingOff(meeting_id, expected_version, form.reason))
    return screen.go(f"/rapat/undangan/{meeting_id}")


async def _agreements_of(work: Work, call: MeetingCall) -> list[AgreementDetails]:
    """The agreements that the meeting is about, as far as the reader may read them."""
    found = []
    for agreement_id in agreements_among(call.about)[:MOST_AGREEMENTS]:
        try:
            found.append(await show_agreement(work, ShowAgreement(agreement_id)))
        except (Denied, AgreementNotFound):
            continue
    return found
