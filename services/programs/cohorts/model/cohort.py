"""The cohort."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from services.programs.program.model.program import require_not_before
from shared.values.refusals import Conflict, NotFound
from shared.values.texts import Text

COHORT_START = Text("tanggal mulai angkatan", "the first day of the cohort")
COMPLETION_DAY = Text("Hari terakhir angkatan", "The last day of the cohort")
LAST_OF_COHORT = Text("kejadian terakhir dalam angkatan ini", "what was last recorded for this cohort")


class CohortNotFound(NotFound):
    """There is no cohort with this id."""

    title = Text("Angkatan tidak ditemukan", "Cohort not found")
    detail = Text("Tidak ada angkatan dengan id {id}.", "There is no cohort with the id {id}.")


class CohortNameTaken(Conflict):
    """The program has a cohort with this name."""

    title = Text("Nama angkatan sudah dipakai", "Cohort name taken")
    detail = Text(
        "Program ini sudah mempunyai angkatan dengan nama {name}. Pilih nama lain.",
        "This program already has a cohort named {name}. Choose another name.",
    )


class CohortIsCompleted(Conflict):
    """The cohort ran to its end before."""

    title = Text("Angkatan sudah selesai", "Cohort is completed")
    detail = Text(
        "Angkatan ini sudah dinyatakan selesai pada {day}. Mulai angkatan baru untuk peserta baru.",
        "This cohort was completed on {day}. Start another cohort for new participants.",
    )


class CohortHeldNothing(Conflict):
    """A cohort without sessions is completed."""

    title = Text("Angkatan belum berkegiatan", "Cohort without a session")
    detail = Text(
        "Angkatan ini belum mempunyai pertemuan, jadi belum dapat dinyatakan selesai. Catat pertemuannya lebih dahulu.",
        "This cohort has no session on record, so it cannot be completed. Record its sessions first.",
    )


@dataclass(frozen=True, slots=True)
class CohortActivity:
    """The record of a cohort: its sessions, and the last day of a session, an admission or a leaving."""

    sessions: int
    last_day: date


@dataclass(frozen=True, slots=True)
class Cohort:
    """Participants who go through a program together; others may join them later."""

    id: UUID
    program_id: UUID
    name: str
    started_on: date
    completed_on: date | None = None
    version: int = 1

    def require_going_on(self) -> None:
        """Raise `CohortIsCompleted` after its end."""
        if self.completed_on is not None:
            raise CohortIsCompleted(day=self.completed_on)

    def complete(self, day: date, activity: CohortActivity) -> "Cohort":
        """The cohort with its last day. Raises `CohortIsCompleted`, `CohortHeldNothing` or `DayTooEarly`."""
        self.require_going_on()
        if not activity.sessions:
            raise CohortHeldNothing
        require_not_before(day, activity.last_day, LAST_OF_COHORT)
        return replace(self, completed_on=day)
