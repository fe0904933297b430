"""POST /meetings
GET /meetings
GET /meetings/{id}
GET /action-items
POST /action-items/{id}/completions
"""

from typing import Annotated, Self
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic.config import JsonDict

from services.agreements.agreement.model.parts import Caution
from services.agreements.meetings import queries
from services.agreements.meetings.commands import (
    CompleteActionItem,
    RecordMeeting,
    complete_action_item,
    record_meeting,
)
from services.agreements.meetings.model.meeting import Meeting
from services.agreements.meetings.model.parts import (
    ActionItem,
    Attendance,
    Organisation,
    Owner,
    Seat,
    Subject,
    UncoveredPractice,
)
from services.agreements.meetings.queries import ActionItemState, ActionItemSummary, MeetingSummary
from services.agreements.register.model.fields import FieldCode
from shared.values.capabilities import Capacity
from shared.values.cooperation import MeetingKind, MeetingSubject, Visibility
from shared.values.ids import new_id
from shared.values.inputs import Paragraph, ShortText
from shared.values.reported_days import Edtf, ReportedDay, Weekday
from shared.values.terms import Day
from shared.web.cursors import Page, PageParameters
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.responses import Created, Versioned

router = APIRouter(route_class=WorkRoute, tags=["meetings"])

_FACILITY = "d9895dee-7ae9-5558-8c58-55f01710de26"
_CHAIR: JsonDict = {
    "position": "Kepala Bagian Tata Pemerintahan dan Kerja Sama",
    "organisation": "Sekretariat Daerah",
}


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class NewOrganisation(_Strict):
    """A registered unit, whose name may be left out, or an organisation as it is written."""

    unit_id: UUID | None = None
    organisation: ShortText | None = None

    @model_validator(mode="after")
    def _is_named(self) -> Self:
        if self.unit_id is None and self.organisation is None:
            raise ValueError("give unit_id, organisation or both")
        return self


class NewSeat(NewOrganisation):
    """A position of an organisation."""

    position: ShortText


class NewAttendance(NewOrganisation):
    """A position that attended, with the capacity in which it was held; or a group, such as all heads of section."""

    position: ShortText | None = None
    capacity: Capacity | None = None
    group: ShortText | None = None
    people: Annotated[int, Field(ge=1, le=100_000, strict=True)] | None = None

    @model_validator(mode="after")
    def _is_a_position_or_a_group(self) -> Self:
        if (self.position is None) == (self.group is None):
            raise ValueError("give either position or group")
        if self.group is None and self.people is not None:
            raise ValueError("people counts a group")
        if self.group is not None and self.capacity is not None:
            raise ValueError("capacity is that of a position")
        return self

    def part(self) -> Attendance:
        """The attendance; a position without a capacity is held definitively."""
        capacity = self.capacity or ("definitive" if self.position else None)
        return Attendance(**self.model_dump(exclude={"capacity"}), capacity=capacity)


class NewOwner(_Strict):
    """The unit that has to complete an action item, and the position in it."""

    unit_id: UUID
    position: ShortText | None = None


class NewActionItem(_Strict):
    """A task with its owner and the day until which it is to be done."""

    task: ShortText
    owner: NewOwner
    due_on: Day | None = None

    def part(self) -> ActionItem:
        """The action item with its id."""
        owner = Owner(**self.owner.model_dump())
        return ActionItem(id=new_id(), task=self.task, owner=owner, due_on=self.due_on)


class NewUncoveredPractice(_Strict):
    """An activity that takes place although no agreement covers its field."""

    field: FieldCode
    description: Paragraph | None = None


class NewSubject(_Strict):
    """A thing that the meeting is about. Only agreements are checked: the others are not kept with meetings."""

    kind: MeetingSubject
    id: UUID


class ReportedMeetingDay(_Strict):
    """The day as it was reported: as EDTF, as it was written, and its weekday, which is compared with a full date."""

    edtf: Edtf | None = None
    as_written: ShortText | None = None
    weekday: Weekday | None = None


class NewMeeting(_Strict):
    """A meeting. `recorded_by` is the unit that keeps the minutes.

    It may be left out if the meeting is about agreements: their keepers keep the minutes then.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "kinds": ["evaluation", "renewal_planning"],
                    "held": {"edtf": "2026-01-27", "as_written": "Selasa (27/1/2026)", "weekday": "tuesday"},
                    "about": [{"kind": "agreement", "id": "019c0000-0000-7000-8000-000000000002"}],
                    "venue": "Ruang Rapat Wakil Bupati",
                    "host": {"organisation": "Pemerintah Kabupaten Banyumas"},
                    "chaired_by": _CHAIR,
                    "attendance": [
                        {"unit_id": _FACILITY, "position": "Kepala Lapas", "capacity": "daily_acting"},
                        {"unit_id": _FACILITY, "group": "Pejabat struktural", "people": 6},
                    ],
                    "decisions": ["Draf perpanjangan disusun bersama."],
                    "action_items": [
                        {
                            "task": "Menyusun draf perpanjangan",
                            "owner": {"unit_id": _FACILITY},
                            "due_on": "2026-02-10",
                        }
                    ],
                    "uncovered_practices": [{"field": "environment", "description": "Bank sampah"}],
                }
            ]
        }
    )

    kinds: list[MeetingKind] = Field(min_length=1, max_length=8)
    held: ReportedMeetingDay = ReportedMeetingDay()
    about: list[NewSubject] = Field([], max_length=100)
    visibility: Visibility = "joint"
    recorded_by: UUID | None = None
    venue: ShortText | None = None
    host: NewOrganisation | None = None
    chaired_by: NewSeat | None = None
    attendance: list[NewAttendance] = Field([], max_length=200)
    decisions: list[Paragraph] = Field([], max_length=100)
    action_items: list[NewActionItem] = Field([], max_length=100)
    uncovered_practices: list[NewUncoveredPractice] = Field([], max_length=50)

    @model_validator(mode="after")
    def _has_a_keeper(self) -> Self:
        if self.recorded_by is None and all(subject.kind != "agreement" for subject in self.about):
            raise ValueError("give recorded_by if the meeting is about no agreement")
        return self

    def command(self) -> RecordMeeting:
        """The command that this body asks for; each kind and each subject counts once."""
        meeting = Meeting(
            id=new_id(),
            kinds=tuple(dict.fromkeys(self.kinds)),
            held=ReportedDay(),
            about=tuple(dict.fromkeys(Subject(**subject.model_dump()) for subject in self.about)),
            visibility=self.visibility,
            recorded_by=self.recorded_by,
            venue=self.venue,
            host=self.host and Organisation(**self.host.model_dump()),
            chaired_by=self.chaired_by and Seat(**self.chaired_by.model_dump()),
            attendance=tuple(each.part() for each in self.attendance),
            decisions=tuple(self.decisions),
            action_items=tuple(item.part() for item in self.action_items),
            uncovered_practices=tuple(UncoveredPractice(**each.model_dump()) for each in self.uncovered_practices),
        )
        return RecordMeeting(meeting, **self.held.model_dump())


class Completion(_Strict):
    """The day on which the action item was completed."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"completed_on": "2026-02-09"}]})

    completed_on: Day


class RecordedMeeting(BaseModel):
    """The meeting's id, and cautions about it."""

    id: UUID
    cautions: tuple[Caution, ...]


class CompletedActionItem(BaseModel):
    """The action item, its meeting, and the day on which it was completed."""

    id: UUID
    meeting_id: UUID
    completed_on: Day


@router.post("/meetings", summary="Catat rapat / record a meeting")
async def record(work: CurrentWork, body: NewMeeting) -> Created[RecordedMeeting]:
    """Record a meeting that was held; the answer has a caution if the weekday contradicts the date."""
    command = body.command()
    cautions = await record_meeting(work, command)
    recorded = RecordedMeeting(id=command.meeting.id, cautions=cautions)
    return Created(recorded, command.meeting.version, f"/meetings/{recorded.id}")


@router.get("/meetings", summary="Daftar rapat / list meetings")
async def list_meetings(
    work: CurrentWork,
    page: PageParameters,
    *,
    about: UUID | None = None,
    unit: UUID | None = None,
    kind: MeetingKind | None = None,
) -> Page[MeetingSummary]:
    """One page of the meetings that the reader may read, the latest first; an uncertain day counts as its latest."""
    return await queries.list_meetings(work, queries.ListMeetings(about, unit, kind, page))


@router.get("/meetings/{meeting_id}", summary="Satu rapat / show a meeting")
async def show_meeting(work: CurrentWork, meeting_id: UUID) -> Versioned[Meeting]:
    """One meeting with attendance, decisions, action items and practices that no agreement covers."""
    meeting = await queries.show_meeting(work, queries.ShowMeeting(meeting_id))
    return Versioned(meeting, meeting.version)


@router.get("/action-items", summary="Daftar tindak lanjut / list action items")
async def list_action_items(
    work: CurrentWork,
    page: PageParameters,
    *,
    owner: UUID | None = None,
    state: ActionItemState | None = None,
) -> Page[ActionItemSummary]:
    """One page of the action items of meetings that the reader may read: the first due first, without a day last."""
    return await queries.list_action_items(work, queries.ListActionItems(owner, state, page))


# Without If-Match: the item is either open or completed, and a second completion is refused.
@router.post("/action-items/{action_item_id}/completions", summary="Selesaikan tindak lanjut / complete an action item")
async def complete(work: CurrentWork, action_item_id: UUID, body: Completion) -> Versioned[CompletedActionItem]:
    """Record that an action item is done: by the keepers of the meeting, or by the unit that owns the item."""
    completion = await complete_action_item(work, CompleteActionItem(action_item_id, body.completed_on))
    completed = CompletedActionItem(id=action_item_id, meeting_id=completion.meeting_id, completed_on=body.completed_on)
    return Versioned(completed, completion.version)
