"""The parts of a meeting: seats, attendance, action items, practices that no agreement covers."""

from collections.abc import Mapping
from datetime import date
from typing import Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from services.agreements.register.model.units import Unit
from shared.values.capabilities import Capacity
from shared.values.cooperation import MeetingSubject
from shared.values.refusals import Invalid, NotFound, WrongState, require_past
from shared.values.texts import Text


class ActionItemNotFound(NotFound):
    """No action item has the id in the URL."""

    title = Text("Tindak lanjut tidak ditemukan", "Action item not found")
    detail = Text("Tidak ada tindak lanjut dengan id {id}.", "No action item has the id {id}.")


class ActionItemUnknown(Invalid):
    """A correction names an action item that the meeting has not, or that is completed."""

    title = Text("Tindak lanjut tidak dikenal", "Unknown action item")
    detail = Text(
        "Rapat ini tidak mempunyai tindak lanjut terbuka dengan id {id}.", "The meeting has no open action item {id}."
    )


class CompletedBeforeMeeting(Invalid):
    """An action item was completed before the meeting that decided it."""

    title = Text("Selesai sebelum rapat", "Completed before the meeting")
    detail = Text(
        "Tindak lanjut diselesaikan {completed_on}, padahal rapat dilaksanakan paling awal {earliest}.",
        "The action item was completed on {completed_on}; the meeting was held on {earliest} at the earliest.",
    )


class Part(BaseModel):
    """A frozen part of a meeting."""

    model_config = ConfigDict(frozen=True)


class Organisation(Part):
    """A registered unit, or an organisation that is only written; a unit's name is that of the day of recording."""

    unit_id: UUID | None = None
    organisation: str | None = None

    def named(self, units: Mapping[UUID, Unit]) -> Self:
        """The same with the name of the registered unit, unless another one is written."""
        if self.unit_id is None:
            return self
        unit = units[self.unit_id]
        # The id as well: `unit_id` may name a partner that was merged into another one.
        return self.model_copy(update={"unit_id": unit.id, "organisation": self.organisation or unit.public_name})


class Seat(Organisation):
    """A position of an organisation."""

    position: str


class Attendance(Organisation):
    """A position or a group that attended.

    The capacity is that of the day of the meeting, because minutes call a Plh "Kepala Lapas" as well.
    """

    position: str | None = None
    capacity: Capacity | None = None
    group: str | None = None
    people: int | None = None


class Owner(Organisation):
    """The unit that has to complete an action item."""

    unit_id: UUID
    position: str | None = None


class ActionItem(Part):
    """A task with its owner, the day until which it is due, and the day on which it was completed."""

    id: UUID
    task: str
    owner: Owner
    due_on: date | None = None
    completed_on: date | None = None

    def check_completion(self, completed_on: date, earliest: date | None, today: date) -> None:
        """Raise `WrongState` if it is completed, `DayInTheFuture` or `CompletedBeforeMeeting`.

        `earliest` is the earliest day on which its meeting can have been held.
        """
        if self.completed_on is not None:
            raise WrongState(
                operation=Text("Menyelesaikan tindak lanjut", "Completing an action item"),
                state=Text("selesai", "completed"),
                allowed=[Text("terbuka", "open")],
            )
        require_past(Text("Tanggal penyelesaian", "The day of completion"), completed_on, today)
        if earliest and completed_on < earliest:
            raise CompletedBeforeMeeting(completed_on=completed_on, earliest=earliest)


class UncoveredPractice(Part):
    """An activity that takes place although no agreement covers its field."""

    field: str
    description: str | None = None


class Subject(Part):
    """A thing that a meeting is about."""

    kind: MeetingSubject
    id: UUID
