"""The undertakings of a signed agreement, and how their authorisations end when the agreement is superseded."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from services.programs.program.model.parts import Authorisation, Facility, Organisation
from shared.values.cooperation import Pillar


@dataclass(frozen=True, slots=True)
class Undertaking:
    """One scope item at one facility, as it was signed, from the first to the last day of its term."""

    facility: Facility
    agreement_id: UUID
    line_id: UUID
    scope_item_id: UUID
    field: str
    description: str
    pillar: Pillar
    agency: Organisation | None
    since: date
    until: date | None

    @property
    def fiscal_year(self) -> int:
        """The fiscal year in which it begins, which is the calendar year."""
        return self.since.year

    def authorisation(self) -> Authorisation:
        """The authorisation that carries the program of this undertaking."""
        return Authorisation(
            self.agreement_id, self.line_id, self.scope_item_id, self.agency, self.since, until=self.until
        )


@dataclass(frozen=True, slots=True)
class Continuation:
    """The scope item of a successor that continues an old one, and the agency that is responsible for it there."""

    scope_item_id: UUID
    agency: Organisation | None


@dataclass(frozen=True, slots=True)
class Ending:
    """An authorisation that ends with its agreement, and the one that continues it; None if the item was dropped."""

    old: Authorisation
    new: Authorisation | None

    @property
    def changed(self) -> tuple[Authorisation, ...]:
        """The authorisations that a program takes over from this ending."""
        return (self.old,) if self.new is None else (self.old, self.new)


@dataclass(frozen=True, slots=True)
class Succession:
    """An agreement was superseded on a day: the successor continues some scope items, until the end of its term."""

    agreement_id: UUID
    successor_id: UUID
    on: date
    until: date | None
    continued: Mapping[UUID, Continuation]

    def endings(self, authorisations: Iterable[Authorisation]) -> list[Ending]:
        """The endings of the old agreement's authorisations."""
        # An authorisation that ended earlier keeps its day: sessions that are recorded late are credited by it.
        return [
            Ending(replace(old, ended_on=self.on), self._continuing(old))
            for old in authorisations
            if old.agreement_id == self.agreement_id and old.ended_on is None
        ]

    def _continuing(self, old: Authorisation) -> Authorisation | None:
        new = self.continued.get(old.scope_item_id)
        if new is None:
            return None
        return Authorisation(self.successor_id, old.line_id, new.scope_item_id, new.agency, self.on, until=self.until)
