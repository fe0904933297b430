"""Interruptions and the end of a program: suspensions, the ending, and the activity that both must respect."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import cast

from services.programs.program.model.parts import Authorisation, LostBasis
from services.programs.program.model.refusals import BasisNotLost, CancellationUnexplained, NothingHeld
from shared.values.capabilities import ScopeKind
from shared.values.cooperation import CancellationReason, ProgramOutcome, SuspensionReason
from shared.values.texts import Text

SUSPENSION_DAY = Text("Tanggal mulai penangguhan", "The first day of the suspension")
RESUMPTION_DAY = Text("Tanggal program dilanjutkan", "The day on which the program continues")
END_DAY = Text("Tanggal berakhirnya program", "The last day of the program")
SUSPENDED = Text("hari pertama penangguhan", "the first day of the suspension")
LAST_SUSPENDED = Text("akhir penangguhan sebelumnya", "the end of the suspension before")
LAST_ACTIVITY = Text("kegiatan terakhir yang tercatat", "the last activity on record")
AFTER_LAST_ACTIVITY = Text("hari setelah kegiatan terakhir yang tercatat", "the day after the last activity on record")
ENDED = Text("hari terakhir program", "the last day of the program")


@dataclass(frozen=True, slots=True)
class Suspension:
    """Nothing takes place from `suspended_on` until the day before `resumed_on`; None: it has not been resumed."""

    version: int
    suspended_on: date
    reason: SuspensionReason
    decided_by: ScopeKind
    resumed_on: date | None = None

    def includes(self, day: date) -> bool:
        """Whether the program was suspended on that day."""
        return self.suspended_on <= day and (self.resumed_on is None or day < self.resumed_on)


@dataclass(frozen=True, slots=True)
class ProgramEnd:
    """The outcome of an ended program, its last day, and the reason; a completed program needs no reason."""

    outcome: ProgramOutcome
    ended_on: date
    decided_by: ScopeKind
    reason: CancellationReason | LostBasis | None = None


@dataclass(frozen=True, slots=True)
class Activity:
    """The record of a program: sessions, outcomes and cohorts, with the last days on which something took place.

    `last_day` is that of a session, an outcome or an admission, `last_leaving` that on which a participant left.
    """

    sessions: int = 0
    cohorts: int = 0
    last_day: date | None = None
    last_leaving: date | None = None
    outcomes: int = 0


def reason_of(
    outcome: ProgramOutcome, given: CancellationReason | None, day: date, authorisations: Iterable[Authorisation]
) -> CancellationReason | LostBasis | None:
    """The reason of an ending. A program that is wound down has that of the agreement that was its last basis.

    Raises `CancellationUnexplained` or `BasisNotLost`.
    """
    if (outcome == "cancelled") != (given is not None):
        raise CancellationUnexplained
    return _lost_basis(day, authorisations) if outcome == "wound_down" else given


def require_held(outcome: ProgramOutcome, activity: Activity) -> None:
    """Raise `NothingHeld` for a completed program without session and outcome: it would only look as if it had run."""
    if outcome == "completed" and not activity.sessions and not activity.outcomes:
        raise NothingHeld


def _lost_basis(day: date, authorisations: Iterable[Authorisation]) -> LostBasis:
    last = max(authorisations, key=lambda each: each.last_day, default=None)
    if last is None or last.last_day > day or last.end_reason in ("continued", "joined"):
        raise BasisNotLost
    # Its last day may be over before the event of the end arrives.
    return cast("LostBasis", last.end_reason or "agreement_expired")
