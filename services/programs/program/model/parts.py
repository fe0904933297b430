"""The parts of a program: its facility, the authorisations that carry it, its opening, its history."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.programs.program.model.states import State
from shared.values.terms import Zone


@dataclass(frozen=True, slots=True)
class Facility:
    """Where a program runs, as the agreement that brought it about named the facility."""

    id: UUID
    name: str
    region: str
    zone: Zone


@dataclass(frozen=True, slots=True)
class Organisation:
    """A partner, or an agency of one."""

    id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class Authorisation:
    """A scope item that carries a program from its first day on, until its term or a succession ends it.

    `until` is the last day of the term, `ended_on` the first one of the successor.
    """

    agreement_id: UUID
    line_id: UUID
    scope_item_id: UUID
    agency: Organisation | None
    since: date
    ended_on: date | None = None
    until: date | None = None

    def in_force_on(self, day: date) -> bool:
        """Whether it carries the program on that day."""
        # On the day of a succession the successor carries alone, so that no session is credited to both.
        begun, over = self.since <= day, self.until is not None and day > self.until
        return begun and not over and (self.ended_on is None or day < self.ended_on)


@dataclass(frozen=True, slots=True)
class Passage:
    """One line of a program's status history."""

    version: int
    state: State
    reached_on: date


@dataclass(frozen=True, slots=True)
class Opening:
    """From which day participants can be admitted, and how many."""

    opened_on: date
    capacity: int
