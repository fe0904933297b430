"""The sheet: a session that is being put on record."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal
from uuid import UUID

from services.programs.sessions.model.attendance import AbsenceReason, Attendance, NotMarked
from services.programs.sessions.model.session import SessionFacts
from services.programs.sheets.model.lines import KeptMark
from shared.values.labels import label
from shared.values.refusals import Conflict, NotFound, WrongState
from shared.values.texts import Text

SheetState = Literal["open", "recorded", "discarded"]
ENTERING = Text("Mengisi lembar kehadiran", "Entering marks")
RECORDING = Text("Mencatat pertemuan dari lembar", "Recording the session")
DISCARDING = Text("Membuang lembar kehadiran", "Discarding the sheet")
UNEXCUSED: AbsenceReason = "no_information"


class SheetNotFound(NotFound):
    """There is no sheet with this id."""

    title = Text("Lembar kehadiran tidak ditemukan", "Sheet not found")
    detail = Text("Tidak ada lembar kehadiran dengan id {id}.", "There is no sheet of attendance with the id {id}.")


class SheetAlreadyOpen(Conflict):
    """The cohort has an open sheet of the same day, time and topic."""

    title = Text("Lembar yang sama masih terbuka", "The same sheet is open")
    detail = Text(
        "Angkatan ini sudah mempunyai lembar yang masih terbuka untuk {day} dengan materi yang sama. Isi lembar itu.",
        "This cohort has an open sheet of {day} with the same topic. Use that one.",
    )


@dataclass(frozen=True, slots=True)
class Sheet:
    """The facts of a session without attendance, and the state of its sheet."""

    id: UUID
    program_id: UUID
    cohort_id: UUID
    facts: SessionFacts
    delivered_for: frozenset[UUID] | None
    state: SheetState = "open"
    session_id: UUID | None = None
    version: int = 1

    def enter(self) -> "Sheet":
        """The sheet after marks were entered. Raises `WrongState`."""
        return self._changed(ENTERING)

    def record(self, session_id: UUID) -> "Sheet":
        """The sheet after its session was recorded. Raises `WrongState`."""
        return replace(self._changed(RECORDING), state="recorded", session_id=session_id)

    def discard(self) -> "Sheet":
        """The discarded sheet. Raises `WrongState`."""
        return replace(self._changed(DISCARDING), state="discarded")

    def require_open(self, operation: Text) -> None:
        """Raise `WrongState` unless the sheet is open."""
        if self.state != "open":
            state, allowed = label("sheet_state", self.state), [label("sheet_state", "open")]
            raise WrongState(operation=operation, state=state, allowed=allowed)

    def _changed(self, operation: Text) -> "Sheet":
        self.require_open(operation)
        return replace(self, version=self.version + 1)


def complete(
    marks: Iterable[KeptMark], references: Mapping[UUID, str], *, rest_unexcused: bool
) -> tuple[Attendance, ...]:
    """The attendance of all who were enrolled on the day; `references` names each of them.

    Those without a mark are absent without information, if the recorder states so. Raises `NotMarked` otherwise.
    """
    # A participant who has left the cohort since the mark was entered is not expected any more.
    by_participant = {each.participant_id: each for each in marks if each.participant_id in references}
    missing = [each for each in references if each not in by_participant]
    if missing and not rest_unexcused:
        raise NotMarked(missing=len(missing), enrolled=len(references))
    marked = [
        Attendance(participant_ref=references[id_], mark=each.mark, reason=each.reason)
        for id_, each in by_participant.items()
    ]
    rest = [Attendance(participant_ref=references[each], mark="absent", reason=UNEXCUSED) for each in missing]
    return _sorted([*marked, *rest])


def _sorted(attendance: Sequence[Attendance]) -> tuple[Attendance, ...]:
    return tuple(sorted(attendance, key=lambda each: each.participant_ref))
