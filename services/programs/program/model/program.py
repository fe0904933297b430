"""The program: the moves it allows, and the rules for the days on which they happen."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from services.programs.catalogue.model import Template, TemplateVersion
from services.programs.program.model.parts import Authorisation, Facility, Opening, Transition
from services.programs.program.model.states import FIRST_COHORT, FIRST_SESSION, OPENING, Move, ProgramState
from shared.values.cooperation import Pillar
from shared.values.ids import new_id
from shared.values.refusals import Conflict, Invalid, NotFound, require_past
from shared.values.texts import Text

OPENING_DAY = Text("Tanggal pembukaan program", "The opening day of the program")
OPENED = Text("tanggal pembukaan program", "the opening day of the program")
COHORT_DAY = Text("Tanggal mulai angkatan", "The first day of the cohort")


class ProgramNotFound(NotFound):
    """There is no program with this id."""

    title = Text("Program tidak ditemukan", "Program not found")
    detail = Text("Tidak ada program dengan id {id}.", "There is no program with the id {id}.")


class DayTooEarly(Invalid):
    """A reported day comes before something that must happen first."""

    title = Text("Tanggal terlalu awal", "Day too early")
    detail = Text(
        "Tanggal {day} lebih awal daripada {earliest}, yaitu {what}.",
        "{day} is before {earliest}, {what}.",
    )


class DayTooLate(Invalid):
    """A reported day comes after the last day on which it is possible."""

    title = Text("Tanggal terlalu akhir", "Day too late")
    detail = Text(
        "Tanggal {day} melewati {latest}, yaitu {what}.",
        "{day} is after {latest}, {what}.",
    )


class AdmissionClosed(Conflict):
    """No agreement carries the program on the day of an admission."""

    title = Text("Penerimaan peserta ditutup", "Admission closed")
    detail = Text(
        "Pada {day} tidak ada perjanjian yang berlaku sebagai dasar program ini. Angkatan yang sudah berjalan boleh "
        "diselesaikan; peserta baru dapat diterima setelah ada perjanjian yang berlaku.",
        "On {day} no agreement in force carries this program. Cohorts that are running may finish; participants can be "
        "admitted when an agreement is in force.",
    )


@dataclass(slots=True)
class Program:
    """One practice at one facility in one fiscal year, carried by 0..n authorisations.

    `pillar` is the pillar of what was agreed; None: it is no coaching.
    """

    id: UUID
    facility: Facility
    template: TemplateVersion
    title: Text
    pillar: Pillar | None
    fiscal_year: int
    authorisations: tuple[Authorisation, ...]
    state: ProgramState = "planned"
    opening: Opening | None = None
    version: int = 1
    history: list[Transition] = field(default_factory=list)
    """The transitions since the program was loaded; saving appends them to the status history."""

    @classmethod
    def plan(
        cls,
        template: Template,
        facility: Facility,
        pillar: Pillar | None,
        fiscal_year: int,
        *,
        carried_by: Authorisation,
        on: date,
    ) -> "Program":
        """Plan a program by a template, carried by its first authorisation."""
        program = cls(
            id=new_id(),
            facility=facility,
            template=TemplateVersion(code=template.code, version=template.version),
            title=template.title,
            pillar=pillar,
            fiscal_year=fiscal_year,
            authorisations=(carried_by,),
        )
        program.history.append(Transition(program.version, program.state, on))
        return program

    def open(self, opening: Opening, today: date) -> None:
        """Open the program for participants, in its fiscal year.

        Raises `WrongState`, `DayInTheFuture`, `DayTooEarly` or `DayTooLate`.
        """
        if self.state != OPENING.before:
            raise OPENING.refused_in(self.state)
        require_past(OPENING_DAY, opening.opened_on, today)
        what = Text("awal tahun anggarannya", "the start of its fiscal year")
        require_not_before(opening.opened_on, date(self.fiscal_year, 1, 1), what)
        self._require_in_fiscal_year(opening.opened_on)
        self.opening = opening
        self._move(OPENING, opening.opened_on)

    def start_cohort(self, started_on: date, today: date) -> Opening:
        """Start a cohort and return the opening to which it belongs; the first cohort makes the program run.

        Raises `WrongState`, `DayInTheFuture`, `DayTooEarly`, `DayTooLate` or `AdmissionClosed`.
        """
        opening = self.admit(COHORT_DAY, started_on, today)
        if self.state == FIRST_COHORT.before:
            self._move(FIRST_COHORT, started_on)
        return opening

    def admit(self, name: Text, day: date, today: date) -> Opening:
        """Admit participants on a day, which `name` describes, and return the opening with the capacity.

        Raises `WrongState`, `DayInTheFuture`, `DayTooEarly`, `DayTooLate` or `AdmissionClosed`.
        """
        # Decided by the opening and not by the state: an open program and a running one admit alike.
        if self.opening is None:
            raise FIRST_COHORT.refused_in(self.state)
        require_past(name, day, today)
        require_not_before(day, self.opening.opened_on, OPENED)
        self._require_in_fiscal_year(day)
        # The day decides: those who were admitted in time may be recorded after the agreement has ended.
        if not self.covered_by(day):
            raise AdmissionClosed(day=day)
        return self.opening

    def hold_open_session(self, held_on: date) -> bool:
        """Hold a session without a cohort; returns whether it makes the program run.

        Raises `WrongState`, `DayTooEarly` or `DayTooLate`.
        """
        self.require_opened_by(held_on, FIRST_SESSION)
        self._require_in_fiscal_year(held_on)
        if self.state != FIRST_SESSION.before:
            return False
        self._move(FIRST_SESSION, held_on)
        return True

    def require_opened_by(self, day: date, move: Move) -> None:
        """Raise `WrongState` unless the program was opened, `DayTooEarly` if that was after the day."""
        if self.opening is None:
            raise move.refused_in(self.state)
        require_not_before(day, self.opening.opened_on, OPENED)

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

    def _require_in_fiscal_year(self, day: date) -> None:
        what, last = Text("akhir tahun anggaran program", "the end of its fiscal year"), date(self.fiscal_year, 12, 31)
        if day > last:
            raise DayTooLate(day=day, latest=last, what=what)

    def _move(self, move: Move, on: date) -> None:
        self.state = move.after
        self.version += 1
        self.history.append(Transition(self.version, self.state, on))


def require_not_before(day: date, earliest: date, what: Text) -> None:
    """Raise `DayTooEarly` for a day before the `earliest`; `what` describes the `earliest`."""
    if day < earliest:
        raise DayTooEarly(day=day, earliest=earliest, what=what)
