"""The parts of a program: its facility, the authorisations that carry it, its opening, its history."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from services.programs.catalogue.model.template import Code, TemplateVersion
from services.programs.program.model.states import ProgramState
from shared.values.cooperation import Pillar
from shared.values.inputs import ShortText
from shared.values.terms import Day, Zone
from shared.values.texts import Text

SMALLEST_PUBLISHED = 5
"""No count of fewer participants leaves a facility: readers who know the facility could identify them."""


@dataclass(frozen=True, slots=True)
class Facility:
    """Where a program runs, with the name, region and time zone that the facility has today."""

    id: UUID
    name: str
    region: str
    zone: Zone


@dataclass(frozen=True, slots=True)
class Organisation:
    """A partner, or an agency of one."""

    id: UUID
    name: str


LostBasis = Literal["agreement_expired", "agreement_terminated", "item_not_kept"]
"""Why an authorisation ended without another one that continues it."""

EndReason = LostBasis | Literal["continued", "joined"]
"""Why an authorisation ended; `continued`: a successor of its agreement has the scope item."""


@dataclass(frozen=True, slots=True)
class Authorisation:
    """A scope item that carries a program, on the days on which its agreement states that it is in force.

    `until` is the last day that was agreed; None: until it is ended by notice. `ended_on` is the last day once it has
    ended. Both days are included.
    """

    agreement_id: UUID
    line_id: UUID
    scope_item_id: UUID
    agencies: tuple[Organisation, ...]
    since: date
    until: date | None
    ended_on: date | None = None
    end_reason: EndReason | None = None

    @property
    def last_day(self) -> date:
        """The last day as far as it is known, which is before `since` if it never began."""
        return min((day for day in (self.until, self.ended_on) if day is not None), default=date.max)

    def in_force_on(self, day: date) -> bool:
        """Whether it carries the program on that day."""
        return self.since <= day <= self.last_day

    def runs_in(self, fiscal_year: int) -> bool:
        """Whether it carries a program on any day of that year."""
        return self.since <= date(fiscal_year, 12, 31) and max(self.since, date(fiscal_year, 1, 1)) <= self.last_day

    def amend(self, until: date | None) -> "Authorisation":
        """The authorisation with another agreed last day. One that has ended keeps its days."""
        return self if self.ended_on is not None else replace(self, until=until)

    def end(self, day: date, reason: EndReason) -> "Authorisation":
        """The authorisation with this last day, or an earlier one that was agreed. One that has ended keeps its day."""
        # Sessions that are recorded late are credited by that day.
        if self.ended_on is not None:
            return self
        return replace(self, ended_on=day if self.until is None else min(day, self.until), end_reason=reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramPlan:
    """A program to be planned; without a `series` it begins one of its own."""

    facility: Facility
    template: TemplateVersion
    template_sessions: int
    title: Text
    name: str
    pillar: Pillar | None
    fiscal_year: int
    series: UUID | None = None
    line_id: UUID | None = None
    authorisations: tuple[Authorisation, ...] = ()


@dataclass(frozen=True, slots=True)
class Transition:
    """One entry of a program's status history."""

    version: int
    state: ProgramState
    reached_on: date


LARGEST_CAPACITY = 5_000


class Opening(BaseModel):
    """The opening of a program: from which day participants can be admitted, and how many.

    With a `name` it is renamed, with a `template` it is run by another practice of the same field.
    """

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        json_schema_extra={
            "examples": [{"opened_on": "2026-03-02", "capacity": 30, "name": "Pelatihan membuat kue, blok wanita"}]
        },
    )

    opened_on: Day
    capacity: int = Field(ge=1, le=LARGEST_CAPACITY, strict=True)
    name: ShortText | None = None
    template: Code | None = None
