"""The bodies of minutes: as they are recorded, and as they are corrected."""

from typing import Any, Self
from uuid import UUID

from pydantic import ConfigDict, Field, model_validator
from pydantic.config import JsonDict

from services.agreements.meetings.commands.correcting import CorrectMinutes
from services.agreements.meetings.commands.recording import RecordMeeting
from services.agreements.meetings.model.meeting import Meeting
from services.agreements.meetings.model.parts import (
    ActionItem,
    Organisation,
    Seat,
    Subject,
    UncoveredPractice,
)
from services.agreements.meetings.routes.parts import (
    NewActionItem,
    NewAttendance,
    NewOrganisation,
    NewSeat,
    NewSubject,
    NewUncoveredPractice,
    ReportedMeetingDay,
    Strict,
)
from shared.values.cooperation import MeetingKind, Visibility
from shared.values.ids import new_id
from shared.values.inputs import Paragraph, ShortText
from shared.values.reported_days import ReportedDay

_FACILITY = "d9895dee-7ae9-5558-8c58-55f01710de26"
_CHAIR: JsonDict = {
    "position": "Kepala Bagian Tata Pemerintahan dan Kerja Sama",
    "organisation": "Sekretariat Daerah",
}


class Minutes(Strict):
    """What minutes have, apart from action items."""

    kinds: list[MeetingKind] = Field(min_length=1, max_length=8)
    held: ReportedMeetingDay = ReportedMeetingDay()
    venue: ShortText | None = None
    host: NewOrganisation | None = None
    chaired_by: NewSeat | None = None
    attendance: list[NewAttendance] = Field([], max_length=200)
    decisions: list[Paragraph] = Field([], max_length=100)
    uncovered_practices: list[NewUncoveredPractice] = Field([], max_length=50)

    def content(self) -> dict[str, Any]:
        """The fields of the meeting that they fill; each kind counts once."""
        return {
            "id": new_id(),
            "kinds": tuple(dict.fromkeys(self.kinds)),
            "held": ReportedDay(),
            "venue": self.venue,
            "host": self.host and Organisation(**self.host.model_dump()),
            "chaired_by": self.chaired_by and Seat(**self.chaired_by.model_dump()),
            "attendance": tuple(each.part() for each in self.attendance),
            "decisions": tuple(self.decisions),
            "uncovered_practices": tuple(UncoveredPractice(**each.model_dump()) for each in self.uncovered_practices),
        }


class NewMeeting(Minutes):
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

    about: list[NewSubject] = Field([], max_length=100)
    visibility: Visibility = "joint"
    recorded_by: UUID | None = None
    action_items: list[NewActionItem] = Field([], max_length=100)
    called_id: UUID | None = Field(None, description="the called meeting whose minutes these are")

    @model_validator(mode="after")
    def _has_a_keeper(self) -> Self:
        if self.recorded_by is None and all(subject.kind != "agreement" for subject in self.about):
            raise ValueError("give recorded_by if the meeting is about no agreement")
        return self

    def command(self) -> RecordMeeting:
        """The command that this body asks for; each kind and each subject counts once."""
        meeting = Meeting(
            about=tuple(dict.fromkeys(Subject(**subject.model_dump()) for subject in self.about)),
            visibility=self.visibility,
            recorded_by=self.recorded_by,
            action_items=tuple(item.part() for item in self.action_items),
            **self.content() | ({"id": self.called_id} if self.called_id else {}),
        )
        return RecordMeeting(meeting, **self.held.model_dump(), called=self.called_id is not None)


class CorrectedActionItem(NewActionItem):
    """An open action item that the minutes had before, by its id, or a new one."""

    id: UUID | None = None

    def part(self) -> ActionItem:
        """The action item with its id."""
        item = super().part()
        return item if self.id is None else item.model_copy(update={"id": self.id})


class MinutesCorrection(Minutes):
    """The minutes as they are right, and why they were wrong.

    `action_items` are all that are open; one that is left out was not decided. Completed ones stay, and so do
    the things that the meeting was about, its visibility, and the unit that keeps the minutes.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "reason": "Tenggat tindak lanjut keliru.",
                    "kinds": ["evaluation"],
                    "held": {"edtf": "2026-01-27"},
                    "venue": "Ruang Rapat Wakil Bupati",
                    "decisions": ["Draf perpanjangan disusun bersama."],
                    "action_items": [
                        {
                            "task": "Menyusun draf perpanjangan",
                            "owner": {"unit_id": _FACILITY},
                            "due_on": "2026-02-17",
                        }
                    ],
                }
            ]
        }
    )

    reason: Paragraph
    action_items: list[CorrectedActionItem] = Field([], max_length=100)

    @model_validator(mode="after")
    def _names_each_item_once(self) -> Self:
        named = [item.id for item in self.action_items if item.id is not None]
        if len(set(named)) < len(named):
            raise ValueError("name each action item once")
        return self

    def command(self, meeting_id: UUID, expected_version: int) -> CorrectMinutes:
        """The command that this body asks for."""
        meeting = Meeting(action_items=tuple(item.part() for item in self.action_items), **self.content())
        kept = frozenset(item.id for item in self.action_items if item.id is not None)
        return CorrectMinutes(meeting_id, expected_version, self.reason, meeting, kept, **self.held.model_dump())


class Retraction(Strict):
    """Why the record of a meeting is wrong as a whole."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"reason": "Rapat ini tercatat dua kali."}]})

    reason: Paragraph
