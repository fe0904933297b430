"""Cohorts and admissions: pseudonyms only, nobody twice, no more than the program has room for."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import StringConstraints

from shared.values.refusals import Conflict, Invalid, NotFound
from shared.values.texts import Text

HearingRef = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z][0-9A-Za-z./-]{2,79}$")]
"""The number of the hearing that admitted somebody; without spaces, so that no sentence about a person fits in."""

# Criminal records are specific personal data (UU 27/2022 art. 4), and an inmate's record is one by its nature.
# One digit at least: a name in capital letters is no pseudonym.
_PSEUDONYM = re.compile(r"P-(?=[A-Z]*[0-9])[0-9A-Z]{6,32}")


class NoSuchCohort(NotFound):
    """There is no cohort with this id."""

    title = Text("Angkatan tidak ada", "No such cohort")
    detail = Text("Tidak ada angkatan dengan id {id}.", "There is no cohort with the id {id}.")


class CohortNameTaken(Conflict):
    """The program has a cohort of this name."""

    title = Text("Nama angkatan sudah dipakai", "Cohort name taken")
    detail = Text(
        "Program ini sudah mempunyai angkatan dengan nama {name}. Pilih nama lain.",
        "This program has a cohort named {name} already. Choose another name.",
    )


class NotAPseudonym(Invalid):
    """Somebody is named otherwise than by a pseudonym. What was written is not repeated: it may be a name."""

    title = Text("Bukan nomor samaran", "Not a pseudonym")
    detail = Text(
        "Peserta ke-{entry} tidak ditulis dengan nomor samaran: P- lalu 6 sampai 32 huruf kapital dan angka, paling "
        "sedikit satu angka, misalnya P-7F3A91. Jangan pernah mengirim nama: nama hanya ada di dalam satuan kerja.",
        "Participant {entry} is not given by a pseudonym: P- and 6 to 32 capital letters and digits, with at least one "
        "digit, such as P-7F3A91. Never send a name: names stay inside the facility.",
    )


class ListedTwice(Invalid):
    """A participant stands in the list more than once."""

    title = Text("Peserta ganda", "Participant listed twice")
    detail = Text(
        "Peserta ke-{entry} sudah ada di urutan ke-{first}. Hapus salah satunya.",
        "Participant {entry} is the same as participant {first}. Remove one of them.",
    )


class AlreadyEnrolled(Conflict):
    """A participant takes part in another cohort of the same program."""

    title = Text("Peserta sudah terdaftar", "Participant already enrolled")
    detail = Text(
        "Peserta ke-{entry} sudah terdaftar pada angkatan lain program ini.",
        "Participant {entry} is enrolled in another cohort of this program already.",
    )


class NoRoomLeft(Conflict):
    """The cohort is larger than the room that is left in the program."""

    title = Text("Kapasitas tidak cukup", "No room left")
    detail = Text(
        "Program ini menampung {capacity} peserta dan masih ada tempat untuk {free}; daftar ini memuat {asked}.",
        "This program has room for {capacity} participants, {free} of it left; this list has {asked}.",
    )


@dataclass(frozen=True, slots=True)
class Admission:
    """One participant under a pseudonym, and the hearing (sidang TPP) that admitted them."""

    participant_ref: str
    hearing_ref: str


@dataclass(frozen=True, slots=True)
class Cohort:
    """Those who begin a program together; it does not change once it has started."""

    id: UUID
    program_id: UUID
    name: str
    started_on: date


@dataclass(frozen=True, slots=True)
class ConcurrentEnrolment:
    """A participant, by the place in the list, takes part in other programs of the same fiscal year as well."""

    entry: int
    programs: int

    @property
    def sentence(self) -> Text:
        """What to tell whoever admitted them: allowed, but worth a look at the timetable."""
        text = Text(
            "Peserta ke-{entry} juga terdaftar pada {programs} program lain tahun ini. Periksa jadwalnya.",
            "Participant {entry} is enrolled in {programs} other program(s) of this year too. Check the timetable.",
        )
        return text.fill(entry=self.entry, programs=self.programs)


def require_admissible(admissions: Sequence[Admission], enrolled: Collection[str], capacity: int) -> None:
    """Raise unless all are pseudonyms, nobody is listed twice or enrolled already, and there is room for all."""
    # In a loop of its own: who sends names is told that, whatever else is wrong with the list.
    for entry, ref in _entries(admissions):
        if not is_pseudonym(ref):
            raise NotAPseudonym(entry=entry)
    first_entries: dict[str, int] = {}
    for entry, ref in _entries(admissions):
        first = first_entries.setdefault(ref, entry)
        if first != entry:
            raise ListedTwice(entry=entry, first=first)
        if ref in enrolled:
            raise AlreadyEnrolled(entry=entry)
    free = max(0, capacity - len(enrolled))
    if len(admissions) > free:
        raise NoRoomLeft(capacity=capacity, free=free, asked=len(admissions))


def concurrent(admissions: Sequence[Admission], others: dict[str, int]) -> list[ConcurrentEnrolment]:
    """Who of the list takes part in so many other programs."""
    return [ConcurrentEnrolment(entry, others[ref]) for entry, ref in _entries(admissions) if ref in others]


def is_pseudonym(text: str) -> bool:
    """Whether this can be a participant's pseudonym."""
    return _PSEUDONYM.fullmatch(text) is not None


def _entries(admissions: Sequence[Admission]) -> Iterator[tuple[int, str]]:
    return enumerate((admission.participant_ref for admission in admissions), start=1)
