"""The outcome of a program: its facts, its correction, its retraction, and the days on which it is possible."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from services.programs.outcomes.model.output import OUTPUT_DAY, OutputFacts, OutputNotFound
from services.programs.outcomes.model.performance import PERFORMANCE_DAY, PerformanceFacts, PerformanceNotFound
from services.programs.program.model.parts import Authorisation
from services.programs.program.model.program import Program
from services.programs.sessions.model.delivery import DeliveryNotCovered
from shared.values.cooperation import OutcomeKind
from shared.values.refusals import Conflict, Invalid, NotFound, require_past
from shared.values.texts import Text

Facts = OutputFacts | PerformanceFacts
NOT_FOUND: Mapping[OutcomeKind, type[NotFound]] = {"output": OutputNotFound, "performance": PerformanceNotFound}
_DAY_OF: Mapping[OutcomeKind, Text] = {"output": OUTPUT_DAY, "performance": PERFORMANCE_DAY}


class OutcomeIsRetracted(Conflict):
    """The outcome was retracted, so nothing of it can change."""

    title = Text("Hasil sudah ditarik", "Outcome is retracted")
    detail = Text(
        "Catatan ini sudah ditarik. Jika hasilnya memang ada, catat sebagai hasil baru.",
        "This record was retracted. If it is true after all, record a new one.",
    )


class OutcomePartUnknown(Invalid):
    """A cohort or a piece of evidence belongs to another program."""

    title = Text("Bukan bagian program ini", "Part of another program")
    detail = Text(
        "Angkatan atau bukti {id} bukan bagian program ini. Pilih yang termasuk program ini.",
        "The cohort or evidence {id} belongs to another program. Choose one of this program.",
    )


@dataclass(frozen=True, slots=True)
class Outcome:
    """One output or performance of a program."""

    id: UUID
    program_id: UUID
    facts: Facts
    delivered_for: tuple[Authorisation, ...]
    """The scope items that it fulfils; none: the facility's own activity."""
    version: int = 1
    retracted_at: datetime | None = None

    @property
    def kind(self) -> OutcomeKind:
        """Output or performance."""
        return self.facts.kind

    def correct(self, facts: Facts, delivered_for: tuple[Authorisation, ...]) -> "Outcome":
        """The outcome with everything as it is right. Raises `OutcomeIsRetracted`."""
        self._require_in_effect()
        return replace(self, facts=facts, delivered_for=delivered_for, version=self.version + 1)

    def retract(self, now: datetime) -> "Outcome":
        """The outcome, which does not exist or was recorded twice. Raises `OutcomeIsRetracted`."""
        self._require_in_effect()
        return replace(self, retracted_at=now, version=self.version + 1)

    def _require_in_effect(self) -> None:
        if self.retracted_at is not None:
            raise OutcomeIsRetracted


def require_possible(program: Program, facts: Facts, today: date) -> None:
    """Raise unless the program could have this outcome on its days.

    Products of a month or a year are recorded when it is over, because the number would still grow.
    """
    period = facts.period
    require_past(_DAY_OF[facts.kind], period.last, today)
    program.require_not_ended_before(period.first)
    if period.is_one_day:
        program.require_not_suspended(period.first)
    facts.require_sound()


def fulfilled(program: Program, facts: Facts, named: frozenset[UUID]) -> tuple[Authorisation, ...]:
    """The named scope items. Raises `DeliveryNotCovered` unless each was in force on a day of the outcome.

    There is no default: a product has no instructor by whose organisation an item could be found.
    """
    period = facts.period
    covered = {
        each.scope_item_id: each
        for each in program.authorisations
        if each.since <= period.last and each.last_day >= period.first
    }
    for item in named - covered.keys():
        raise DeliveryNotCovered(scope_item=item, day=period.last)
    return tuple(each for item, each in covered.items() if item in named)
