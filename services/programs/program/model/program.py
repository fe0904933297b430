"""The program: what it is, which moves it allows, and the rules of the days on which they happen."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from services.programs.catalogue.model import Label, Template, TemplateVersion
from services.programs.program.model.parts import Authorisation, Facility, Opening, Passage
from services.programs.program.model.states import OPENING, START, STATES, Move, State
from shared.values.cooperation import Pillar
from shared.values.ids import new_id
from shared.values.refusals import Conflict, Invalid, NotFound
from shared.values.texts import Text

FISCAL_YEAR = Text("awal tahun anggarannya", "the start of its fiscal year")
PROGRAM_OPENING = Text("tanggal pembukaan program", "the day on which the program opened")


class NoSuchProgram(NotFound):
    """There is no program with this id."""

    title = Text("Program tidak ada", "No such program")
    detail = Text("Tidak ada program dengan id {id}.", "There is no program with the id {id}.")


class MoveNotAllowed(Conflict):
    """The program is not in the state from which this move leads on."""

    title = Text("Belum atau tidak lagi dapat dilakukan", "Not possible in this state")
    detail = Text(
        "{move} hanya dapat dilakukan saat program {before}; sekarang program {now}.",
        "{move} is possible only while the program is {before}; it is {now} now.",
    )


class InTheFuture(Invalid):
    """What is reported has not happened yet."""

    title = Text("Tanggal di masa depan", "Date in the future")
    detail = Text(
        "Tanggal {on} belum tiba di satuan kerja ini; hari ini {today}. Laporkan setelah terlaksana.",
        "{on} has not come yet at this facility; today is {today}. Report it once it has happened.",
    )


class TooEarly(Invalid):
    """What is reported lies before what must come first."""

    title = Text("Tanggal terlalu awal", "Date too early")
    detail = Text(
        "Tanggal {on} lebih awal dari {earliest}, yaitu {what}.",
        "{on} lies before {earliest}, {what}.",
    )


@dataclass(slots=True)
class Program:
    """One practice at one facility in one fiscal year, carried by 0..n authorisations."""

    id: UUID
    facility: Facility
    template: TemplateVersion
    title: Label
    pillar: Pillar
    fiscal_year: int
    authorisations: tuple[Authorisation, ...]
    state: State = "planned"
    opening: Opening | None = None
    version: int = 1
    passages: list[Passage] = field(default_factory=list)
    """What was added to the status history since the program was loaded."""

    @classmethod
    def plan(
        cls, template: Template, facility: Facility, fiscal_year: int, *, carried_by: Authorisation, on: date
    ) -> "Program":
        """Plan a program after a template, carried by its first authorisation."""
        program = cls(
            id=new_id(),
            facility=facility,
            template=TemplateVersion(code=template.code, version=template.version),
            title=template.title,
            pillar=template.pillar,
            fiscal_year=fiscal_year,
            authorisations=(carried_by,),
        )
        program.passages.append(Passage(program.version, program.state, on))
        return program

    def open(self, opening: Opening, today: date) -> None:
        """Let participants be admitted. Raises `MoveNotAllowed`, `InTheFuture` or `TooEarly`."""
        self._require(OPENING)
        require_past(opening.opened_on, today)
        require_not_before(opening.opened_on, date(self.fiscal_year, 1, 1), FISCAL_YEAR)
        self.opening = opening
        self._pass(OPENING, opening.opened_on)

    def start_cohort(self, started_on: date, today: date) -> Opening:
        """Let a cohort start within the opening that is returned; the first makes the program run. Raises as above."""
        # Not by the state, as other moves are: a running program admits cohorts as an open one does.
        if self.opening is None:
            raise self._not_allowed(START)
        require_past(started_on, today)
        require_not_before(started_on, self.opening.opened_on, PROGRAM_OPENING)
        if self.state == START.before:
            self._pass(START, started_on)
        return self.opening

    def authorise(self, *changed: Authorisation) -> None:
        """Put authorisations in the place of those of the same scope items, or beside them where they are new."""
        by_item = {each.scope_item_id: each for each in (*self.authorisations, *changed)}
        self.authorisations = tuple(by_item.values())
        # No line of the status history, but a version: who has seen the program before has to look again.
        self.version += 1

    def _require(self, move: Move) -> None:
        if self.state != move.before:
            raise self._not_allowed(move)

    def _not_allowed(self, move: Move) -> MoveNotAllowed:
        return MoveNotAllowed(move=move.label, before=STATES[move.before], now=STATES[self.state])

    def _pass(self, move: Move, on: date) -> None:
        self.state = move.after
        self.version += 1
        self.passages.append(Passage(self.version, self.state, on))


def require_past(on: date, today: date) -> None:
    """Raise `InTheFuture` for a day that has not come."""
    if on > today:
        raise InTheFuture(on=on, today=today)


def require_not_before(on: date, earliest: date, what: Text) -> None:
    """Raise `TooEarly` for a day before the `earliest`, which is the day of `what`."""
    if on < earliest:
        raise TooEarly(on=on, earliest=earliest, what=what)
