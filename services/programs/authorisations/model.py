"""What a signed scope item asks of a facility, and what becomes of it when its agreement is superseded."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from services.programs.program.model.parts import Authorisation, Facility, Organisation
from shared.values.cooperation import Pillar


@dataclass(frozen=True, slots=True)
class Undertaking:
    """One scope item at one facility: what was signed there, from the first to the last day of its term."""

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
        """Itself as what carries a program."""
        return Authorisation(
            self.agreement_id, self.line_id, self.scope_item_id, self.agency, self.since, until=self.until
        )


@dataclass(frozen=True, slots=True)
class Continuation:
    """The scope item of a successor that continues an old one, and the agency that answers for it there."""

    scope_item_id: UUID
    agency: Organisation | None


@dataclass(frozen=True, slots=True)
class Succession:
    """An agreement was superseded on a day: what continues which old scope item, and until when."""

    agreement_id: UUID
    successor_id: UUID
    on: date
    until: date | None
    continued: Mapping[UUID, Continuation]

    def ended(self, authorisations: Iterable[Authorisation]) -> list[tuple[Authorisation, Authorisation | None]]:
        """What the old agreement carries no longer, each with what carries on instead, or nothing."""
        # What has ended before keeps its day: sessions recorded late are credited by it.
        return [
            (replace(old, ended_on=self.on), self._continuing(old))
            for old in authorisations
            if old.agreement_id == self.agreement_id and old.ended_on is None
        ]

    def _continuing(self, old: Authorisation) -> Authorisation | None:
        new = self.continued.get(old.scope_item_id)
        if new is None:
            return None
        return Authorisation(self.successor_id, old.line_id, new.scope_item_id, new.agency, self.on, until=self.until)
