"""An obligation of a party as programs know it, and how much of it a session delivers."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.programs.program.model.parts import Organisation
from shared.values.cooperation import ObligationMeasure, ObligationSchedule

BY_SESSIONS = ("sessions", "minutes", "persons")
"""The measures that sessions deliver; goods and money need a receipt."""


@dataclass(frozen=True, slots=True)
class Obligation:
    """A promise of a party, or of an agency under one, in an agreement; `version` is that of its last event."""

    id: UUID
    agreement_id: UUID
    line_id: UUID
    unit: Organisation
    measure: ObligationMeasure
    quantity: int
    schedule: ObligationSchedule
    scope_item_id: UUID | None
    ended_on: date | None
    version: int

    def binds_on(self, day: date) -> bool:
        """Whether it has not ended before a day."""
        return self.ended_on is None or day <= self.ended_on

    def delivered_by(self, minutes: int | None, persons: int) -> int:
        """The delivery of a session of so many minutes with so many persons; 0: no known quantity."""
        match self.measure:
            case "sessions":
                return 1
            case "minutes":
                return minutes or 0
            case "persons":
                return persons
            case _:
                return 0
