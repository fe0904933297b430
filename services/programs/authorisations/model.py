"""The scope of agreements as undertakings of facilities, and how authorisations end with their agreement or go on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Literal
from uuid import UUID, uuid5

from services.programs.program.model.parts import Authorisation, Facility, Organisation
from shared.values.cooperation import Function, Pillar
from shared.values.terms import Zone


@dataclass(frozen=True, slots=True)
class Item:
    """One scope item that is carried out by a program. `continues` names the items of earlier agreements in it."""

    id: UUID
    field: str
    field_name: str
    description: str
    function: Function
    pillar: Pillar | None
    agencies: tuple[Organisation, ...]
    continues: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Commitment:
    """The items of an agreement that programs carry out, on the days on which they are in force."""

    agreement_id: UUID
    line_id: UUID
    items: tuple[Item, ...]
    since: date
    until: date | None

    def is_over_on(self, day: date) -> bool:
        """Whether the last day has passed."""
        return self.until is not None and self.until < day

    def at(self, facility: Facility) -> "list[Undertaking]":
        """Every item at one facility: each facility carries it out in a program of its own."""
        return [
            Undertaking(facility, self.agreement_id, self.line_id, item, self.since, self.until) for item in self.items
        ]


@dataclass(frozen=True, slots=True)
class Undertaking:
    """One scope item at one facility."""

    facility: Facility
    agreement_id: UUID
    line_id: UUID
    item: Item
    since: date
    until: date | None

    @property
    def series(self) -> UUID:
        """The series of programs that is planned for this item at this facility."""
        # By the item and not at random: when two transactions plan it, the second finds the program of the first.
        return uuid5(self.facility.id, str(self.item.id))

    def authorisation(self) -> Authorisation:
        """The authorisation that carries the program of this undertaking."""
        return Authorisation(
            self.agreement_id, self.line_id, self.item.id, self.item.agencies, self.since, until=self.until
        )


@dataclass(frozen=True, slots=True)
class FacilityPeriod:
    """The name, region and time zone of a facility from a day on, by the version of the facility."""

    facility_id: UUID
    version: int
    name: str
    region: str
    zone: Zone
    valid_from: date


AgreementEndReason = Literal["agreement_expired", "agreement_terminated"]


@dataclass(frozen=True, slots=True)
class AgreementEnd:
    """The last day of an agreement that expired or was terminated. Unless it is final, a successor may still follow."""

    agreement_id: UUID
    ended_on: date
    reason: AgreementEndReason
    final: bool


@dataclass(frozen=True, slots=True)
class Amendment:
    """The last day of an agreement by an addendum, and the version of the agreement; None: until it is ended."""

    agreement_id: UUID
    version: int
    until: date | None


@dataclass(frozen=True, slots=True)
class ItemsEnd:
    """Scope items that an addendum takes out of an agreement, and their last day."""

    agreement_id: UUID
    items: frozenset[UUID]
    last_day: date


@dataclass(frozen=True, slots=True)
class ContinuedItem:
    """The scope item of a successor that continues an old one, and the agencies that are responsible for it there."""

    scope_item_id: UUID
    agencies: tuple[Organisation, ...]


@dataclass(frozen=True, slots=True)
class Succession:
    """An agreement was superseded on a day: its successor continues some scope items, while it is in force.

    `facilities` are those where a successor of the same line is carried out; empty: not known.
    """

    agreement_id: UUID
    successor_id: UUID
    successor_line_id: UUID
    superseded_on: date
    since: date
    until: date | None
    continued: Mapping[UUID, ContinuedItem]
    facilities: frozenset[UUID] = frozenset()

    def authorisation_of(self, old_item_id: UUID) -> Authorisation:
        """The authorisation that continues an old scope item."""
        new = self.continued[old_item_id]
        return Authorisation(
            self.successor_id, self.successor_line_id, new.scope_item_id, new.agencies, self.since, until=self.until
        )


@dataclass(frozen=True, slots=True)
class Ending:
    """An authorisation before and after the end of its agreement, and the succession of its scope item, if any."""

    before: Authorisation
    after: Authorisation
    succession: Succession | None

    @property
    def changed(self) -> bool:
        """Whether the authorisation ends with this."""
        return self.before != self.after

    @property
    def continuation(self) -> Authorisation | None:
        """The authorisation that continues it; None if there is none."""
        if self.succession is None:
            return None
        return self.succession.authorisation_of(self.before.scope_item_id)

    def successor_in(self, fiscal_year: int) -> Authorisation | None:
        """The authorisation that continues it in a program of that year; None if there is none."""
        # A program of an earlier year ends with its year.
        if self.succession is None or fiscal_year < self.succession.since.year:
            return None
        return self.continuation


@dataclass(frozen=True)
class Course:
    """How an agreement ended and which successors continue it, as far as this is known."""

    agreement_id: UUID
    end: AgreementEnd | None
    successions: Sequence[Succession]

    @cached_property
    def succession_of(self) -> Mapping[UUID, Succession]:
        """The succession of each continued scope item."""
        return {item: succession for succession in self.successions for item in succession.continued}

    def succession_at(self, facility_id: UUID, line_id: UUID, item_id: UUID) -> Succession | None:
        """The succession of a scope item at a facility; None if it is not continued there."""
        succession = self.succession_of.get(item_id)
        # Events of one line arrive in order, so that the successor's facilities are known before the succession.
        if succession is None or succession.successor_line_id != line_id or not succession.facilities:
            return succession
        return succession if facility_id in succession.facilities else None

    def endings(self, facility_id: UUID, authorisations: Sequence[Authorisation]) -> list[Ending]:
        """The endings of this agreement's authorisations at a facility."""
        return [self._ending(facility_id, each) for each in authorisations if each.agreement_id == self.agreement_id]

    def _ending(self, facility_id: UUID, before: Authorisation) -> Ending:
        # First the end, which comes before a succession that revives the agreement's scope.
        after = before if self.end is None else before.end(self.end.ended_on, self.end.reason)
        succession = self.succession_at(facility_id, before.line_id, before.scope_item_id)
        if succession is not None:
            after = after.end(succession.superseded_on - timedelta(days=1), "continued")
        elif self.successions:
            superseded_on = min(each.superseded_on for each in self.successions)
            after = after.end(superseded_on - timedelta(days=1), "item_not_kept")
        return Ending(before, after, succession)
