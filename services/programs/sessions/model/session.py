"""The session: its day, its topic, its instructor, its attendance, and the scope items that it fulfils."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.programs.program.model.parts import Authorisation, Organisation
from services.programs.sessions.model.attendance import Attendance, AttendanceMark
from shared.values.refusals import NotFound
from shared.values.texts import Text

SESSION_DAY = Text("Tanggal pertemuan", "The day of the session")
COHORT_START = Text("tanggal mulai angkatan", "the first day of the cohort")


class SessionNotFound(NotFound):
    """There is no session with this id."""

    title = Text("Pertemuan tidak ditemukan", "Session not found")
    detail = Text("Tidak ada pertemuan dengan id {id}.", "There is no session with the id {id}.")


@dataclass(frozen=True, slots=True)
class Session:
    """One session of one cohort. It is recorded once and does not change."""

    id: UUID
    program_id: UUID
    cohort_id: UUID
    held_on: date
    topic: str
    instructor: Organisation | None
    attendance: tuple[Attendance, ...]
    delivered_for: tuple[Authorisation, ...]
    """The scope items that it fulfils; none: the facility's own activity."""

    def count(self, mark: AttendanceMark) -> int:
        """The number of participants with this mark."""
        return sum(each.mark == mark for each in self.attendance)
