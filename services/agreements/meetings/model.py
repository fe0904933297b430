"""A meeting: everyone in it is a position of an organisation, never a named person."""

from collections.abc import Collection
from datetime import date
from typing import Literal, get_args
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from services.agreements.agreement.model.parts import Caution
from shared.values.capabilities import Capacity
from shared.values.cooperation import MeetingKind
from shared.values.labels import label, label_list
from shared.values.refusals import Invalid, NotFound, require_past
from shared.values.texts import Text

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)
_CONTRADICTION = Text(
    "{day} adalah hari {actual}, bukan {given}. Periksa tanggalnya.",
    "{day} is a {actual}, not a {given}. Check the date.",
)


class MeetingNotFound(NotFound):
    """No meeting has the id in the URL."""

    title = Text("Rapat tidak ditemukan", "Meeting not found")
    detail = Text("Tidak ada rapat dengan id {id}.", "No meeting has the id {id}.")


class MeetingUnknown(Invalid):
    """The request names a meeting that was not held about this agreement."""

    title = Text("Rapat tidak dikenal", "Unknown meeting")
    detail = Text(
        "Tidak ada rapat tentang perjanjian ini dengan id {id}.", "No meeting about this agreement has the id {id}."
    )


class DueBeforeMeeting(Invalid):
    """An action item is due before the meeting that decided it."""

    title = Text("Tenggat sebelum rapat", "Due before the meeting")
    detail = Text(
        "Tenggat tindak lanjut {due_on}, padahal rapat dilaksanakan {held_on}.",
        "An action item is due on {due_on}, before the meeting of {held_on}.",
    )


class FieldCovered(Invalid):
    """A field named as uncovered is in the scope of the agreement."""

    title = Text("Bidang sudah tercakup", "Field is covered")
    detail = Text(
        "Bidang {fields} sudah ada dalam ruang lingkup perjanjian.",
        "The fields {fields} are already in the scope of the agreement.",
    )


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class Seat(_Part):
    """A position of an organisation."""

    position: str
    organisation: str


class Attendance(Seat):
    """A position that attended, and the capacity in which it was held."""

    # The capacity on the day of the meeting: minutes call a Plh "Kepala Lapas" as well.
    capacity: Capacity = "definitive"


class ActionItem(_Part):
    """A task with its owner and the day until which it is to be done."""

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
        """Raise `DayInTheFuture`, `DueBeforeMeeting` or `FieldCovered`."""
        require_past(Text("Tanggal rapat", "The day of the meeting"), self.held_on, today)
        for item in self.action_items:
            if item.due_on and item.due_on < self.held_on:
                raise DueBeforeMeeting(due_on=item.due_on, held_on=self.held_on)
        # A covered field noted here would wait for an extension that adds it, and no extension could.
        already = sorted(set(self.uncovered_fields) & set(covered))
        if already:
            raise FieldCovered(fields=label_list("field", already))

    def cautions(self, weekday: Weekday | None) -> tuple[Caution, ...]:
        """A caution if the weekday contradicts the date: one of the two is a mistake."""
        actual = _WEEKDAYS[self.held_on.weekday()]
        # Not a refusal: only someone who attended knows which of the two is wrong.
        if weekday is None or weekday == actual:
            return ()
        message = _CONTRADICTION.fill(
            day=self.held_on, actual=label("weekday", actual), given=label("weekday", weekday)
        )
        return (Caution(code="weekday_contradicts_date", message=message),)
