"""An adoption: the guest's plan to take over a practice, its program, and the check after six months."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal
from uuid import UUID

from services.programs.catalogue.model.template import TemplateVersion
from services.programs.program.model.refusals import DayTooEarly
from services.programs.visits.model.refusals import (
    AbandonmentUnexplained,
    CheckTooEarly,
    DayTooSoon,
    NothingReplicated,
    PracticeDiffers,
)
from shared.values.cooperation import AbandonReason, AdoptionState
from shared.values.labels import label, label_list
from shared.values.refusals import WrongState, require_past
from shared.values.terms import months_after
from shared.values.texts import Text

MONTHS_TO_CHECK = 6
"""After this time it is checked whether a practice was adopted."""

PLAN_DAY = Text("Tanggal rencana replikasi", "The day of the adoption plan")
CHECK_DAY = Text("Tanggal pemeriksaan", "The day of the check")
TARGET_DAY = Text("Target penerapan", "The day by which the practice is to be adopted")
VISITED = Text("hari kunjungan", "the day of the visit")
PLANNED = Text("hari rencana replikasi", "the day of the adoption plan")

Outcome = Literal["adopted", "not_adopted"]


@dataclass(frozen=True, slots=True)
class Practice:
    """A practice of the catalogue in one version, with the title that it had."""

    version: TemplateVersion
    title: Text


@dataclass(frozen=True, slots=True)
class VisitProgram:
    """A program of one of the two facilities, as far as a visit knows it."""

    id: UUID
    facility_id: UUID
    practice: Practice


@dataclass(frozen=True, slots=True)
class Check:
    """The result of a check, its day, and why a practice was not adopted."""

    outcome: Outcome
    checked_on: date
    reason: AbandonReason | None = None


@dataclass(frozen=True, slots=True)
class Adoption:
    """The plan of a guest to adopt a practice, and what became of it.

    `from_program` is the host's program in which the practice was seen, `program_id` the guest's own one: together with
    the facilities of the visit they are the lineage of the practice.
    """

    id: UUID
    practice: Practice
    from_program: UUID
    planned_on: date
    adopt_by: date
    state: AdoptionState = "planned"
    program_id: UUID | None = None
    check: Check | None = None

    @property
    def check_due_on(self) -> date:
        """The day from which it is checked."""
        return months_after(self.planned_on, MONTHS_TO_CHECK)

    @property
    def open(self) -> bool:
        """Whether it waits for its check."""
        return self.state in ("planned", "begun")

    def begin(self, program: VisitProgram) -> "Adoption":
        """The adoption, begun with a program of the guest. Raises `WrongState` or `PracticeDiffers`."""
        self._require("planned", "begun", operation=Text("Mencatat program replikasi", "Recording the adopted program"))
        require_practice(program, self.practice)
        return replace(self, state="begun", program_id=program.id)

    def checked(self, check: Check, today: date, sessions: int) -> "Adoption":
        """The adoption after its check; `sessions` are those that its program has held by the day of the check.

        Raises `WrongState`, `AbandonmentUnexplained`, `DayInTheFuture`, `DayTooEarly`, `CheckTooEarly` or
        `NothingReplicated`.
        """
        self._require("planned", "begun", operation=Text("Pemeriksaan replikasi", "Checking an adoption"))
        if (check.outcome == "not_adopted") != (check.reason is not None):
            raise AbandonmentUnexplained
        require_past(CHECK_DAY, check.checked_on, today)
        if check.checked_on < self.planned_on:
            raise DayTooEarly(day=check.checked_on, earliest=self.planned_on, what=PLANNED)
        if check.outcome == "not_adopted":
            # It may be given up at any time: waiting for six months would change nothing.
            return replace(self, state="abandoned", check=check)
        if check.checked_on < self.check_due_on:
            raise CheckTooEarly(day=self.check_due_on)
        if self.program_id is None or not sessions:
            raise NothingReplicated(day=check.checked_on)
        return replace(self, state="confirmed", check=check)

    def _require(self, *allowed: AdoptionState, operation: Text) -> None:
        if self.state not in allowed:
            state = label("adoption_state", self.state)
            raise WrongState(operation=operation, state=state, allowed=label_list("adoption_state", allowed))


def require_plan_days(planned_on: date, adopt_by: date, visited_on: date | None, today: date) -> None:
    """Raise `DayInTheFuture`, `DayTooEarly` or `DayTooSoon`; `visited_on` is the earliest day of the visit."""
    require_past(PLAN_DAY, planned_on, today)
    if visited_on and planned_on < visited_on:
        raise DayTooEarly(day=planned_on, earliest=visited_on, what=VISITED)
    if adopt_by < planned_on:
        raise DayTooSoon(name=TARGET_DAY, day=adopt_by, earliest=planned_on)


def require_practice(program: VisitProgram, practice: Practice) -> None:
    """Raise `PracticeDiffers` unless a program runs the practice, in any version."""
    if program.practice.version.code != practice.version.code:
        raise PracticeDiffers(id=program.id, practice=practice.title)
