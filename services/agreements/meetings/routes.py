"""POST /meetings, GET /meetings/{id}."""

from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict, Field
from pydantic.config import JsonDict

from services.agreements.agreement.model.parts import Caution
from services.agreements.meetings.commands import RecordMeeting, Task, record_meeting
from services.agreements.meetings.model import Attendance, Meeting, Seat, Weekday
from services.agreements.meetings.queries import ShowMeeting, show_meeting
from services.agreements.register.model.fields import FieldCode
from shared.values.capabilities import Capacity
from shared.values.cooperation import MeetingKind
from shared.values.inputs import Paragraph, ShortText
from shared.values.terms import Day
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.preconditions import etag

router = APIRouter(route_class=WorkRoute, tags=["meetings"])

_HEAD: JsonDict = {"position": "Kepala Bagian Tata Pemerintahan dan Kerja Sama", "organisation": "Sekretariat Daerah"}


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class SeatBody(_Body):
    """A position of an organisation."""

    position: ShortText
    organisation: ShortText

    def seat(self) -> Seat:
        """As the model has it."""
        return Seat(position=self.position, organisation=self.organisation)


class AttendanceBody(SeatBody):
    """Who attended, and how the position is held."""

    capacity: Capacity = "definitive"


class ActionItemBody(_Body):
    """What somebody is to do, until when."""

    task: ShortText
    owner: SeatBody
    due_on: Day | None = None


class NewMeeting(_Body):
    """A meeting about an agreement; `weekday`, when given, is compared with the date."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "agreement_id": "019c0000-0000-7000-8000-000000000002",
                    "kind": "evaluation",
                    "held_on": "2026-01-27",
                    "weekday": "tuesday",
                    "venue": "Ruang Rapat Wakil Bupati",
                    "venue_owner": "Pemerintah Kabupaten Banyumas",
                    "host": "Pemerintah Kabupaten Banyumas",
                    "chaired_by": _HEAD,
                    "attendance": [
                        {
                            "position": "Kepala Lapas",
                            "organisation": "Lapas Kelas IIA Purwokerto",
                            "capacity": "daily_acting",
                        }
                    ],
                    "decisions": ["Draf perpanjangan disusun bersama."],
                    "action_items": [{"task": "Menyusun draf perpanjangan", "owner": _HEAD, "due_on": "2026-02-10"}],
                    "uncovered_fields": ["environment"],
                }
            ]
        }
    )

    agreement_id: UUID
    kind: MeetingKind
    held_on: Day
    weekday: Weekday | None = None
    venue: ShortText
    venue_owner: ShortText
    host: ShortText
    chaired_by: SeatBody
    attendance: list[AttendanceBody] = Field([], max_length=200)
    decisions: list[Paragraph] = Field([], max_length=100)
    action_items: list[ActionItemBody] = Field([], max_length=100)
    uncovered_fields: list[FieldCode] = Field([], max_length=50)


class RecordedMeeting(BaseModel):
    """The meeting's id, and what looks wrong about it."""

    id: UUID
    cautions: tuple[Caution, ...]


@router.post("/meetings", status_code=201, summary="Catat rapat / record a meeting")
async def record(work: CurrentWork, body: NewMeeting, response: Response) -> RecordedMeeting:
    """Record a meeting that was held; a weekday that contradicts the date comes back as a caution."""
    meeting_id, cautions = await record_meeting(
        work,
        RecordMeeting(
            agreement_id=body.agreement_id,
            kind=body.kind,
            held_on=body.held_on,
            weekday=body.weekday,
            venue=body.venue,
            venue_owner=body.venue_owner,
            host=body.host,
            chaired_by=body.chaired_by.seat(),
            attendance=tuple(Attendance(**seat.model_dump()) for seat in body.attendance),
            decisions=tuple(body.decisions),
            action_items=tuple(Task(item.task, item.owner.seat(), item.due_on) for item in body.action_items),
            uncovered_fields=tuple(body.uncovered_fields),
        ),
    )
    response.headers["Location"] = f"/meetings/{meeting_id}"
    # Minutes do not change once they are recorded: their version stays the first.
    response.headers["ETag"] = etag(1)
    return RecordedMeeting(id=meeting_id, cautions=cautions)


@router.get("/meetings/{meeting_id}", summary="Satu rapat / one meeting")
async def show(work: CurrentWork, meeting_id: UUID, response: Response) -> Meeting:
    """One meeting with attendance, decisions, action items and what is practised but not covered."""
    meeting = await show_meeting(work, ShowMeeting(meeting_id))
    response.headers["ETag"] = etag(1)
    return meeting
