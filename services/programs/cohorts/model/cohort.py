"""The cohort."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shared.values.refusals import Conflict, NotFound
from shared.values.texts import Text

COHORT_START = Text("tanggal mulai angkatan", "the first day of the cohort")


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


@dataclass(frozen=True, slots=True)
class Cohort:
    """Participants who go through a program together; others may join them later."""

    id: UUID
    program_id: UUID
    name: str
    started_on: date
