"""POST /meetings
GET /meetings/{id}
"""

from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field
from pydantic.config import JsonDict

from services.agreements.agreement.model.parts import Caution
from services.agreements.meetings import queries
from services.agreements.meetings.commands import RecordMeeting, record_meeting
from services.agreements.meetings.model import ActionItem, Meeting, Weekday
from services.agreements.register.model.fields import FieldCode
from shared.values.capabilities import Capacity
from shared.values.cooperation import MeetingKind
from shared.values.ids import new_id
from shared.values.inputs import Paragraph, ShortText
from shared.values.terms import Day
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.responses import Created, Versioned

router = APIRouter(route_class=WorkRoute, tags=["meetings"])

_HEAD: JsonDict = {"position": "Kepala Bagian Tata Pemerintahan dan Kerja Sama", "organisation": "Sekretariat Daerah"}

UNCHANGING = 1
"""Minutes do not change once they are recorded, so their version stays the first."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class NewSeat(_Strict):
    """A position of an organisation."""

    position: ShortText
    organisation: ShortText


class NewAttendance(NewSeat):
    """A position that attended, and the capacity in which it was held."""

    capacity: Capacity = "definitive"


class NewActionItem(_Strict):
    """A task with its owner and the day until which it is to be done."""

    task: ShortText
    owner: NewSeat
    due_on: Day | None = None


class NewMeeting(_Strict):
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
    chaired_by: NewSeat
    attendance: list[NewAttendance] = Field([], max_length=200)
    decisions: list[Paragraph] = Field([], max_length=100)
    action_items: list[NewActionItem] = Field([], max_length=100)
    uncovered_fields: list[FieldCode] = Field([], max_length=50)

    def command(self) -> RecordMeeting:
        """The command that this body asks for; each uncovered field counts once."""
        minutes = self.model_dump(exclude={"weekday", "action_items", "uncovered_fields"})
        items = tuple(ActionItem(id=new_id(), **item.model_dump()) for item in self.action_items)
        fields = tuple(dict.fromkeys(self.uncovered_fields))
        return RecordMeeting(Meeting(id=new_id(), action_items=items, uncovered_fields=fields, **minutes), self.weekday)


class RecordedMeeting(BaseModel):
    """The meeting's id, and cautions about it."""

    id: UUID
    cautions: tuple[Caution, ...]


@router.post("/meetings", summary="Catat rapat / record a meeting")
async def record(work: CurrentWork, body: NewMeeting) -> Created[RecordedMeeting]:
    """Record a meeting that was held; the answer has a caution if the weekday contradicts the date."""
    command = body.command()
    cautions = await record_meeting(work, command)
    recorded = RecordedMeeting(id=command.meeting.id, cautions=cautions)
    return Created(recorded, UNCHANGING, f"/meetings/{recorded.id}")


@router.get("/meetings/{meeting_id}", summary="Satu rapat / show a meeting")
async def show_meeting(work: CurrentWork, meeting_id: UUID) -> Versioned[Meeting]:
    """One meeting with attendance, decisions, action items and fields that are practised but not covered."""
    return Versioned(await queries.show_meeting(work, queries.ShowMeeting(meeting_id)), UNCHANGING)
