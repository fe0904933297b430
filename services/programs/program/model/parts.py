"""The parts of a program: its facility, the authorisations that carry it, its opening, its history."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from services.programs.program.model.states import ProgramState
from shared.values.terms import Day, Zone


@dataclass(frozen=True, slots=True)
class Facility:
    """Where a program runs, as the agreement behind the program named the facility."""

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
    """A scope item that carries a program from its first day until its term ends or a successor begins.

    `until` is the last day of the term, `ended_on` the first day of the successor.
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
        # On the day of a succession only the successor counts, so that no session is credited to both.
        begun, over = self.since <= day, self.until is not None and day > self.until
        return begun and not over and (self.ended_on is None or day < self.ended_on)


@dataclass(frozen=True, slots=True)
class Transition:
    """One entry of a program's status history."""

    version: int
    state: ProgramState
    reached_on: date


class Opening(BaseModel):
    """The opening of a program: the day from which participants can be admitted, and how many."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", json_schema_extra={"examples": [{"opened_on": "2026-03-02", "capacity": 30}]}
    )

    opened_on: Day
    capacity: int = Field(ge=1, le=5000)
