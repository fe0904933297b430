"""POST, GET /meeting-calls
GET, PUT /meeting-calls/{id}
POST /meeting-calls/{id}/cancellations
"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from services.agreements.meetings.commands.calling import (
    CallMeeting,
    CallMeetingOff,
    CallPlan,
    MoveMeeting,
    call_meeting,
    call_meeting_off,
    move_meeting,
)
from services.agreements.meetings.model.calls import MOST_INVITED, CallState, MeetingCall
from services.agreements.meetings.model.parts import Subject
from services.agreements.meetings.queries.calls import ListCalls, ShowCall, list_calls, show_call
from services.agreements.meetings.routes.parts import NewSubject, Strict
from shared.values.cooperation import MeetingKind, Visibility
from shared.values.ids import new_id
from shared.values.inputs import Paragraph, ShortText
from shared.values.terms import ClockTime, Day
from shared.web.cursors import Page, PageParameters
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.preconditions import ExpectedVersion
from shared.web.responses import Created, Versioned

router = APIRouter(route_class=WorkRoute, tags=["meetings"])
_FACILITY = "d9895dee-7ae9-5558-8c58-55f01710de26"
_PARTNER = "b3a1e6d2-6c1f-5d0b-9a0e-2f1f4f1c7a11"


class MeetingPlan(Strict):
    """When and where the meeting is to be held; each text of the agenda is one of its points."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"planned_on": "2026-02-12", "begins_at": "10:00", "venue": "Aula"}]}
    )

    planned_on: Day
    begins_at: ClockTime | None = None
    venue: ShortText
    agenda: list[Paragraph] = Field([], max_length=20)

    def plan(self) -> CallPlan:
        """The plan that this body gives."""
        return CallPlan(self.planned_on, self.begins_at, self.venue, tuple(self.agenda))


class NewMeetingCall(MeetingPlan):
    """A meeting that one of our units calls, and the units that it invites."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "called_by": _FACILITY,
                    "kinds": ["evaluation"],
                    "planned_on": "2026-02-10",
                    "begins_at": "09:00",
                    "venue": "Ruang Rapat",
                    "agenda": ["Evaluasi pelaksanaan kerja sama"],
                    "invited": [_PARTNER],
                }
            ]
        }
    )

    called_by: UUID
    kinds: Annotated[list[MeetingKind], Field(min_length=1, max_length=8)]
    invited: Annotated[list[UUID], Field(min_length=1, max_length=MOST_INVITED)]
    about: list[NewSubject] = Field([], max_length=100)
    visibility: Visibility = "joint"

    def command(self) -> CallMeeting:
        """The command that this body asks for; each kind, unit and subject counts once."""
        return CallMeeting(
            meeting_id=new_id(),
            called_by=self.called_by,
            kinds=tuple(dict.fromkeys(self.kinds)),
            invited=frozenset(self.invited),
            plan=self.plan(),
            about=tuple(dict.fromkeys(Subject(**subject.model_dump()) for subject in self.about)),
            visibility=self.visibility,
        )


class MeetingCancellation(Strict):
    """Why a called meeting is not held."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"reason": "Mitra berhalangan."}]})

    reason: Paragraph


class CalledMeeting(BaseModel):
    """The meeting's id."""

    id: UUID


@router.post("/meeting-calls", summary="Undang rapat / call a meeting")
async def call(work: CurrentWork, body: NewMeetingCall) -> Created[CalledMeeting]:
    """Call a meeting; the units that are invited get a notice. Its minutes take its id."""
    called = await call_meeting(work, body.command())
    return Created(CalledMeeting(id=called.id), called.version, f"/meeting-calls/{called.id}")


@router.get("/meeting-calls", summary="Daftar undangan rapat / list called meetings")
async def list_called(
    work: CurrentWork, page: PageParameters, *, about: UUID | None = None, state: CallState | None = None
) -> Page[MeetingCall]:
    """One page of the meetings that the reader's units have called or are invited to, the next day first."""
    return await list_calls(work, ListCalls(about, state, page))


@router.get("/meeting-calls/{meeting_id}", summary="Satu undangan rapat / show a called meeting")
async def show_called(work: CurrentWork, meeting_id: UUID) -> Versioned[MeetingCall]:
    """One called meeting with its agenda and the units that it invites."""
    found = await show_call(work, ShowCall(meeting_id))
    return Versioned(found, found.version)


@router.put("/meeting-calls/{meeting_id}", summary="Pindahkan rapat / move a called meeting")
async def move(
    work: CurrentWork, meeting_id: UUID, expected_version: ExpectedVersion, body: MeetingPlan
) -> Versioned[CalledMeeting]:
    """Give a called meeting another day, time, venue or agenda; the units that are invited get a notice."""
    moved = await move_meeting(work, MoveMeeting(meeting_id, expected_version, body.plan()))
    return Versioned(CalledMeeting(id=meeting_id), moved.version)


@router.post("/meeting-calls/{meeting_id}/cancellations", summary="Batalkan rapat / call a meeting off")
async def call_off(
    work: CurrentWork, meeting_id: UUID, expected_version: ExpectedVersion, body: MeetingCancellation
) -> Versioned[CalledMeeting]:
    """Call a meeting off, with the reason; the units that were invited get a notice."""
    over = await call_meeting_off(work, CallMeetingOff(meeting_id, expected_version, body.reason))
    return Versioned(CalledMeeting(id=meeting_id), over.version)
