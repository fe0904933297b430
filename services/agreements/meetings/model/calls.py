"""Meetings that are called: when and where, who is invited, and what they are about."""

from collections.abc import Iterable
from datetime import date
from typing import Literal
from uuid import UUID

from services.agreements.meetings.model.meeting import PartnerInInternalMeeting, RecorderNotOurs
from services.agreements.meetings.model.parts import Part, Subject
from services.agreements.register.model.units import Unit
from shared.values.cooperation import MeetingKind, Visibility
from shared.values.refusals import Invalid, NotFound, WrongState
from shared.values.terms import ClockTime, Zone
from shared.values.texts import Text

CallState = Literal["called", "held", "called_off"]
MOST_INVITED = 200


class CallNotFound(NotFound):
    """No meeting with the id in the URL was called."""

    title = Text("Undangan rapat tidak ditemukan", "Call of a meeting not found")
    detail = Text("Tidak ada undangan rapat dengan id {id}.", "No meeting with the id {id} was called.")


class CallUnknown(Invalid):
    """The minutes name a call that does not exist."""

    title = Text("Undangan rapat tidak dikenal", "Unknown call of a meeting")
    detail = Text("Tidak ada undangan rapat dengan id {id}.", "No meeting with the id {id} was called.")


class CalledForThePast(Invalid):
    """A meeting is called for a day that is over."""

    title = Text("Hari rapat sudah lewat", "Day of the meeting is over")
    detail = Text(
        "Rapat diundangkan untuk {planned_on}, padahal hari ini {today}. Catat rapat yang sudah dilaksanakan.",
        "The meeting is called for {planned_on}; today is {today}. Record a meeting that was held.",
    )


class Invited(Part):
    """A unit that is invited."""

    id: UUID
    name: str
    kind: str


class MeetingCall(Part):
    """A meeting to come. Its minutes take its id, and their version follows."""

    id: UUID
    kinds: tuple[MeetingKind, ...]
    visibility: Visibility
    called_by: Invited
    zone: Zone
    planned_on: date
    begins_at: ClockTime | None = None
    venue: str
    agenda: tuple[str, ...] = ()
    about: tuple[Subject, ...] = ()
    invited: tuple[Invited, ...]
    state: CallState = "called"
    reason: str | None = None
    version: int = 1

    def require_open(self, operation: Text) -> None:
        """Raise `WrongState` if the meeting was held or called off."""
        if self.state != "called":
            raise WrongState(operation=operation, state=_STATES[self.state], allowed=[_STATES["called"]])


_STATES = {
    "called": Text("diundangkan", "called"),
    "held": Text("sudah dilaksanakan", "held"),
    "called_off": Text("dibatalkan", "called off"),
}


def check_call(caller: Unit, invited: Iterable[Unit], visibility: Visibility) -> None:
    """Raise `RecorderNotOurs`, or `PartnerInInternalMeeting`."""
    if caller.kind == "partner":
        raise RecorderNotOurs
    partners = sorted(unit.public_name for unit in invited if unit.kind == "partner")
    if partners and visibility == "internal":
        raise PartnerInInternalMeeting(partners=partners)


def require_to_come(planned_on: date, today: date) -> None:
    """Raise `CalledForThePast`."""
    if planned_on < today:
        raise CalledForThePast(planned_on=planned_on, today=today)
