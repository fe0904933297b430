"""The planned session: it is moved, cancelled or held, each once it is on record for good."""

from dataclasses import dataclass, replace
from datetime import date, time
from typing import Literal
from uuid import UUID

from services.programs.schedule.model.clashes import Slot
from shared.values.cooperation import SessionKind
from shared.values.inputs import letters_and_digits
from shared.values.labels import label
from shared.values.refusals import Conflict, Invalid, NotFound, WrongState
from shared.values.texts import Text

PlanState = Literal["planned", "held", "cancelled"]
Mover = Literal["facility", "partner", "force_majeure"]
MOVING = Text("Memindahkan pertemuan", "Moving the session")
CANCELLING = Text("Membatalkan pertemuan", "Cancelling the session")
HOLDING = Text("Mencatat pertemuan yang dijadwalkan", "Recording the planned session")
PLANNING = Text("Menjadwalkan pertemuan", "Planning sessions")
TODAY = Text("hari ini", "today")


class PlannedSessionNotFound(NotFound):
    """There is no planned session with this id."""

    title = Text("Jadwal pertemuan tidak ditemukan", "Planned session not found")
    detail = Text("Tidak ada jadwal pertemuan dengan id {id}.", "There is no planned session with the id {id}.")


class SessionOfAnotherPlan(Conflict):
    """The session is of another program or cohort, is retracted, or belongs to another planned session."""

    title = Text("Pertemuan ini bukan dari jadwal itu", "Session of another plan")
    detail = Text(
        "Pertemuan yang disebut bukan dari program dan angkatan jadwal ini, sudah ditarik, atau sudah dihubungkan "
        "dengan jadwal lain.",
        "The named session is not of the program and cohort of this plan, is retracted, or belongs to another plan.",
    )


class PlanHasSheet(Conflict):
    """The planned session has a sheet of attendance already."""

    title = Text("Lembar kehadiran sudah ada", "The plan has a sheet")
    detail = Text(
        "Jadwal ini sudah mempunyai lembar kehadiran. Isi lembar itu, atau buang dahulu.",
        "This planned session has a sheet of attendance. Use that one, or discard it first.",
    )


class PlanWithoutCohort(Invalid):
    """A sheet is asked for an open session, which has no list of participants."""

    title = Text("Pertemuan terbuka tanpa daftar", "Open session without a list")
    detail = Text(
        "Pertemuan terbuka tidak mempunyai daftar peserta. Catat jumlah yang hadir.",
        "An open session has no list of participants. Record how many came.",
    )


@dataclass(frozen=True, slots=True)
class Planned:
    """The time, place, kind and topic of a planned session."""

    planned_on: date
    starts_at: time
    minutes: int
    kind: SessionKind
    topic: str
    venue: str
    instructors: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class PlannedSession:
    """A session of the timetable; without a cohort it is an open one."""

    id: UUID
    program_id: UUID
    cohort_id: UUID | None
    series: UUID
    planned: Planned
    state: PlanState = "planned"
    version: int = 1

    @property
    def slot(self) -> Slot:
        """The time, place and people, by which clashes are found."""
        planned = self.planned
        return Slot(
            plan_id=self.id,
            planned_on=planned.planned_on,
            starts_at=planned.starts_at,
            minutes=planned.minutes,
            venue_key=letters_and_digits(planned.venue),
            cohort_id=self.cohort_id,
            instructors=planned.instructors,
        )

    def move(self, planned_on: date, starts_at: time, venue: str) -> "PlannedSession":
        """The session at another time or place. Raises `WrongState`."""
        self.require_planned(MOVING)
        planned = replace(self.planned, planned_on=planned_on, starts_at=starts_at, venue=venue)
        return replace(self, planned=planned, version=self.version + 1)

    def cancel(self) -> "PlannedSession":
        """The session that does not take place. Raises `WrongState`."""
        self.require_planned(CANCELLING)
        return replace(self, state="cancelled", version=self.version + 1)

    def hold(self) -> "PlannedSession":
        """The session that is on record. Raises `WrongState`."""
        self.require_planned(HOLDING)
        return replace(self, state="held", version=self.version + 1)

    def require_planned(self, operation: Text) -> None:
        """Raise `WrongState` if it was held or cancelled."""
        if self.state != "planned":
            state, allowed = label("plan_state", self.state), [label("plan_state", "planned")]
            raise WrongState(operation=operation, state=state, allowed=allowed)
