"""The program: the moves it allows, and the rules for the days on which they happen."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from services.programs.catalogue.model.template import Template, TemplateVersion
from services.programs.program.model.life import ENDED, ProgramEnd, Suspension
from services.programs.program.model.parts import Authorisation, Facility, Opening, ProgramPlan, Transition
from services.programs.program.model.refusals import (
    AdmissionClosed,
    DayTooEarly,
    DayTooLate,
    ProgramIsSuspended,
    ProgramsDiffer,
)
from services.programs.program.model.states import (
    ENDINGS,
    FIRST_COHORT,
    FIRST_OUTCOME,
    FIRST_SESSION,
    JOINING,
    LIVE,
    OPENING,
    Move,
    ProgramState,
)
from shared.values.cooperation import Pillar
from shared.values.ids import new_id
from shared.values.labels import label
from shared.values.refusals import WrongState, require_past
from shared.values.texts import Text

OPENING_DAY = Text("Tanggal pembukaan program", "The opening day of the program")
OPENED = Text("tanggal pembukaan program", "the opening day of the program")
FUNDING = Text("Pencatatan pembiayaan", "Recording the funding")
COHORT_DAY = Text("Tanggal mulai angkatan", "The first day of the cohort")


@dataclass(slots=True)
class Program:
    """One practice at one facility in one fiscal year, under a name of its own, carried by 0..n authorisations.

    `pillar` is the pillar in the agreement; None: it is no coaching. The programs of a `series` continue each other
    from year to year. `line_id` is the line of agreements for which it was planned; None: it was planned by hand.
    """

    id: UUID
    facility: Facility
    template: TemplateVersion
    template_sessions: int
    title: Text
    name: str
    pillar: Pillar | None
    fiscal_year: int
    series: UUID
    line_id: UUID | None
    authorisations: tuple[Authorisation, ...]
    state: ProgramState = "planned"
    opening: Opening | None = None
    suspensions: tuple[Suspension, ...] = ()
    ending: ProgramEnd | None = None
    joined_into: UUID | None = None
    version: int = 1
    history: list[Transition] = field(default_factory=list)
    """The transitions since the program was loaded; saving appends them to the status history."""

    @classmethod
    def plan(cls, plan: ProgramPlan, on: date) -> "Program":
        """Plan a program."""
        program = cls(
            id=new_id(),
            facility=plan.facility,
            template=plan.template,
            template_sessions=plan.template_sessions,
            title=plan.title,
            name=plan.name,
            pillar=plan.pillar,
            fiscal_year=plan.fiscal_year,
            series=plan.series or new_id(),
            line_id=plan.line_id,
            authorisations=plan.authorisations,
        )
        program.history.append(Transition(program.version, program.state, on))
        return program

    def opens_from(self, today: date) -> date | None:
        """The first day on which it can be opened; None if that day has come."""
        first = date(self.fiscal_year, 1, 1)
        return first if first > today else None

    def open(self, opening: Opening, today: date, template: Template | None = None) -> None:
        """Open the program for participants, in its fiscal year, perhaps by another template.

        Raises `WrongState`, `DayInTheFuture`, `DayTooEarly` or `DayTooLate`.
        """
        OPENING.require(self.state)
        require_past(OPENING_DAY, opening.opened_on, today)
        what = Text("awal tahun anggarannya", "the start of its fiscal year")
        require_not_before(opening.opened_on, date(self.fiscal_year, 1, 1), what)
        self.require_in_fiscal_year(opening.opened_on)
        self.opening = opening
        self.name = opening.name or self.name
        if template is not None:
            self.template, self.title = template.edition, template.title
            self.template_sessions = template.sessions
        self.move(OPENING, opening.opened_on)

    def start_cohort(self, started_on: date, today: date) -> Opening:
        """Start a cohort and return the opening to which it belongs; the first cohort makes the program run.

        Raises `WrongState`, `DayInTheFuture`, `DayTooEarly`, `DayTooLate` or `AdmissionClosed`.
        """
        opening = self.admit(COHORT_DAY, started_on, today)
        if self.state in FIRST_COHORT.before:
            self.move(FIRST_COHORT, started_on)
        return opening

    def admit(self, name: Text, day: date, today: date) -> Opening:
        """Admit participants on a day, which `name` describes, and return the opening with the capacity.

        Raises `WrongState`, `DayInTheFuture`, `DayTooEarly`, `DayTooLate` or `AdmissionClosed`.
        """
        if self.state not in LIVE:
            raise FIRST_COHORT.refused_in(self.state)
        opening = self._require_opening(FIRST_COHORT)
        require_past(name, day, today)
        require_not_before(day, opening.opened_on, OPENED)
        self.require_in_fiscal_year(day)
        self.require_not_suspended(day)
        # The day decides: those who were admitted in time may be recorded after the agreement has ended. A
        # program that the facility runs on its own needs no agreement.
        if self.line_id is not None and not self.covered_by(day):
            raise AdmissionClosed(day=day)
        return opening

    def hold_open_session(self, held_on: date) -> bool:
        """Hold a session without a cohort; returns whether it makes the program run.

        Raises `WrongState`, `DayTooEarly` or `DayTooLate`.
        """
        return self._run(FIRST_SESSION, held_on)

    def bring_forth(self, day: date) -> bool:
        """Bring forth a product or a performance; returns whether it makes the program run.

        Raises `WrongState`, `DayTooEarly` or `DayTooLate`.
        """
        return self._run(FIRST_OUTCOME, day)

    def require_open_on(self, day: date, move: Move) -> None:
        """Raise unless the program was opened by that day of its fiscal year.

        Raises `WrongState`, `DayTooEarly` or `DayTooLate`.
        """
        require_not_before(day, self._require_opening(move).opened_on, OPENED)
        self.require_in_fiscal_year(day)

    def require_not_ended_before(self, day: date) -> None:
        """Raise `DayTooLate` for a day after the last one of the program."""
        if self.ending is not None and day > self.ending.ended_on:
            raise DayTooLate(day=day, latest=self.ending.ended_on, what=ENDED)

    def require_not_suspended(self, day: date) -> None:
        """Raise `ProgramIsSuspended` for a day on which nothing could take place."""
        for each in self.suspensions:
            if each.includes(day):
                raise ProgramIsSuspended(day=day, since=each.suspended_on)

    def require_same_kind(self, other: "Program") -> None:
        """Raise `ProgramsDiffer` unless the other program is of the same kind, and another one."""
        if self.id == other.id or self.kind != other.kind:
            raise ProgramsDiffer(id=other.id)

    def can_join(self, other: "Program") -> bool:
        """Whether the states of both allow to join this program into the other one."""
        return self.state in JOINING.before and other.state in LIVE

    def join(self, other: "Program", on: date) -> tuple[Authorisation, ...]:
        """Join this program into another one, and return the authorisations that the other one takes over.

        Raises `WrongState` or `ProgramsDiffer`.
        """
        self.require_same_kind(other)
        JOINING.require(self.state)
        if other.state not in LIVE:
            raise JOINING.refused_in(other.state)
        moved = tuple(each for each in self.authorisations if each.ended_on is None)
        self.authorisations = tuple(each.end(on - timedelta(days=1), "joined") for each in self.authorisations)
        self.joined_into = other.id
        self.move(JOINING, on)
        taken_over = tuple(each for each in moved if not other.is_carried_by(each.scope_item_id))
        if taken_over:
            other.authorise(*taken_over)
        return taken_over

    @property
    def kind(self) -> tuple[UUID, str, Pillar | None, int]:
        """The common values of two programs that can be joined: facility, practice, pillar and fiscal year."""
        return self.facility.id, self.template.code, self.pillar, self.fiscal_year

    def covered_by(self, day: date) -> tuple[Authorisation, ...]:
        """The authorisations that make the program lawful on that day."""
        return tuple(each for each in self.authorisations if each.in_force_on(day))

    def is_carried_by(self, scope_item_id: UUID) -> bool:
        """Whether the scope item has an authorisation of this program, in force or ended."""
        return any(each.scope_item_id == scope_item_id for each in self.authorisations)

    def authorise(self, *changed: Authorisation) -> None:
        """Replace the authorisations of the same scope items, and add those of new ones."""
        by_item = {each.scope_item_id: each for each in (*self.authorisations, *changed)}
        self.authorisations = tuple(by_item.values())
        # No entry of the status history, but a new version: a client that has read the program must read it again.
        self.version += 1

    def change_funding(self) -> None:
        """Count a change of its funding, also after its end. Raises `WrongState` if it was joined into another one."""
        if self.state == JOINING.after:
            allowed = [label("program_state", each) for each in (*LIVE, *ENDINGS)]
            raise WrongState(operation=FUNDING, state=label("program_state", self.state), allowed=allowed)
        self.version += 1

    def require_live(self, operation: Text) -> None:
        """Raise `WrongState` if the program has ended or was joined into another one."""
        if self.state not in LIVE:
            allowed = [label("program_state", each) for each in LIVE]
            raise WrongState(operation=operation, state=label("program_state", self.state), allowed=allowed)

    def require_in_fiscal_year(self, day: date) -> None:
        """Raise `DayTooLate` for a day after the end of its fiscal year."""
        what, last = Text("akhir tahun anggaran program", "the end of its fiscal year"), date(self.fiscal_year, 12, 31)
        if day > last:
            raise DayTooLate(day=day, latest=last, what=what)

    def move(self, move: Move, on: date) -> None:
        """Bring the program into the state after an allowed move, as of a day."""
        self.state = move.after
        self.version += 1
        self.history.append(Transition(self.version, self.state, on))

    def _run(self, move: Move, day: date) -> bool:
        self.require_open_on(day, move)
        if self.state not in move.before:
            return False
        self.move(move, day)
        return True

    def _require_opening(self, move: Move) -> Opening:
        # Decided by the opening and not by the state: an open program and a running one admit alike.
        if self.opening is None or self.state == JOINING.after:
            raise move.refused_in(self.state)
        return self.opening


def require_not_before(day: date, earliest: date, what: Text) -> None:
    """Raise `DayTooEarly` for a day before the `earliest`; `what` describes the `earliest`."""
    if day < earliest:
        raise DayTooEarly(day=day, earliest=earliest, what=what)
