"""The candidate: listed once for a program, then admitted in turn or removed."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal
from uuid import UUID

from services.programs.cohorts.model.admission import Admission
from shared.values.labels import label
from shared.values.refusals import Conflict, NotFound, WrongState
from shared.values.texts import Text

CandidateState = Literal["waiting", "admitted", "ended"]
CandidateEnd = Literal["released", "transferred", "health", "disciplined", "withdrew", "not_suitable"]
LISTED_DAY = Text("Tanggal pendaftaran", "The day of listing")
LISTING = Text("Mendaftarkan calon peserta", "Listing candidates")
ADMITTING = Text("Menerima calon peserta", "Admitting candidates")
ENDING = Text("Menghapus dari daftar tunggu", "Removing from the waiting list")


class CandidateNotFound(NotFound):
    """There is no candidate with this id."""

    title = Text("Calon peserta tidak ditemukan", "Candidate not found")
    detail = Text("Tidak ada calon peserta dengan id {id}.", "There is no candidate with the id {id}.")


class AlreadyCandidate(Conflict):
    """A participant waits for this program already, or is enrolled in it."""

    title = Text("Sudah terdaftar", "Already listed")
    detail = Text(
        "Entri ke-{entry} sudah menunggu tempat pada program ini, atau sedang mengikutinya.",
        "Entry {entry} waits for a place in this program already, or takes part in it.",
    )


class NobodyWaits(Conflict):
    """Candidates are to be admitted, but none waits."""

    title = Text("Daftar tunggu kosong", "Nobody waits")
    detail = Text("Tidak ada calon peserta yang menunggu pada program ini.", "No candidate waits for this program.")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One who waits for a place; `number` is the turn."""

    id: UUID
    program_id: UUID
    number: int
    participant_id: UUID
    admission: Admission
    listed_on: date
    state: CandidateState = "waiting"
    end_reason: CandidateEnd | None = None
    enrolment_id: UUID | None = None
    version: int = 1

    def admit(self, enrolment_id: UUID) -> "Candidate":
        """The candidate who has a place now. Raises `WrongState`."""
        self._require_waiting(ADMITTING)
        return replace(self, state="admitted", enrolment_id=enrolment_id, version=self.version + 1)

    def end(self, reason: CandidateEnd) -> "Candidate":
        """The candidate who does not wait any more. Raises `WrongState`."""
        self._require_waiting(ENDING)
        return replace(self, state="ended", end_reason=reason, version=self.version + 1)

    def _require_waiting(self, operation: Text) -> None:
        if self.state != "waiting":
            state, allowed = label("candidate_state", self.state), [label("candidate_state", "waiting")]
            raise WrongState(operation=operation, state=state, allowed=allowed)


def require_new(participants: Sequence[UUID], waiting: Collection[UUID], enrolled: Collection[UUID]) -> None:
    """Raise `AlreadyCandidate` for the first one who waits or takes part."""
    for entry, participant in enumerate(participants, start=1):
        if participant in waiting or participant in enrolled:
            raise AlreadyCandidate(entry=entry)
