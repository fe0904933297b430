"""A meeting: everybody in it is a position of an organisation, never a named person."""

from collections.abc import Collection
from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from services.agreements.agreement.model.parts import Caution
from shared.values.capabilities import Capacity
from shared.values.cooperation import MeetingKind
from shared.values.refusals import Invalid, NotFound
from shared.values.texts import Text

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

_WEEKDAYS: tuple[tuple[Weekday, str], ...] = (
    ("monday", "Senin"),
    ("tuesday", "Selasa"),
    ("wednesday", "Rabu"),
    ("thursday", "Kamis"),
    ("friday", "Jumat"),
    ("saturday", "Sabtu"),
    ("sunday", "Minggu"),
)


class MeetingUnknown(NotFound):
    """No meeting bears this id."""

    title = Text("Rapat tidak dikenal", "Unknown meeting")
    detail = Text("Tidak ada rapat dengan id {id}.", "No meeting has the id {id}.")


class HeldInTheFuture(Invalid):
    """A meeting is recorded once it was held."""

    title = Text("Rapat belum berlangsung", "Meeting not held yet")
    detail = Text(
        "Rapat tanggal {held_on} belum berlangsung; hari ini {today}.",
        "The meeting of {held_on} has not been held; today is {today}.",
    )


class DueBeforeMeeting(Invalid):
    """An action item is due before the meeting that decided it."""

    title = Text("Tenggat sebelum rapat", "Due before the meeting")
    detail = Text(
        "Tindak lanjut bertenggat {due_on}, padahal rapat berlangsung {held_on}.",
        "An action item is due on {due_on}, before the meeting of {held_on}.",
    )


class FieldCovered(Invalid):
    """A field named as uncovered is in the scope of the agreement."""

    title = Text("Bidang sudah tercakup", "Field is covered")
    detail = Text(
        "Bidang {codes} sudah ada dalam ruang lingkup perjanjian.",
        "The fields {codes} are in the scope of the agreement already.",
    )


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class Seat(_Part):
    """A position of an organisation."""

    position: str
    organisation: str


class Attendance(Seat):
    """Who attended, and how the position is held."""

    # As it was held on that day: reports say "Kepala Lapas" of a Plh, too.
    capacity: Capacity = "definitive"


class ActionItem(_Part):
    """What somebody is to do, until when."""

    id: UUID
    task: str
    owner: Seat
    due_on: date | None = None


class Meeting(_Part):
    """A meeting as it was held; the chair and the venue may be the partner's."""

    id: UUID
    agreement_id: UUID
    kind: MeetingKind
    held_on: date
    venue: str
    venue_owner: str
    host: str
    chaired_by: Seat
    attendance: tuple[Attendance, ...] = ()
    decisions: tuple[str, ...] = ()
    action_items: tuple[ActionItem, ...] = ()
    uncovered_fields: tuple[str, ...] = ()

    def check(self, today: date, covered: Collection[str]) -> None:
        """Raise `HeldInTheFuture`, `DueBeforeMeeting` or `FieldCovered`."""
        if self.held_on > today:
            raise HeldInTheFuture(held_on=self.held_on, today=today)
        for item in self.action_items:
            if item.due_on and item.due_on < self.held_on:
                raise DueBeforeMeeting(due_on=item.due_on, held_on=self.held_on)
        # A covered field noted here would be chased until an extension adds it, and there is nothing to add.
        known = sorted(set(self.uncovered_fields) & set(covered))
        if known:
            raise FieldCovered(codes=", ".join(known))

    def cautions(self, weekday: Weekday | None) -> tuple[Caution, ...]:
        """A weekday that contradicts the date: one of the two is a slip."""
        code, name = _WEEKDAYS[self.held_on.weekday()]
        # No refusal: which of the two is wrong is known only to whoever was there.
        if weekday is None or weekday == code:
            return ()
        said = dict(_WEEKDAYS)[weekday]
        return (
            Caution(
                code="weekday_contradicts_date",
                id=f"Tanggal {self.held_on} adalah hari {name}, bukan {said}. Periksa tanggalnya.",
                en=f"{self.held_on} is a {code}, not a {weekday}. Check the date.",
            ),
        )
