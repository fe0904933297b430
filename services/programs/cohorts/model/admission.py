"""Admissions: pseudonyms only, each participant once, on a basis, within the capacity of the program."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from shared.values.cooperation import ParticipantKind
from shared.values.labels import label
from shared.values.refusals import Conflict, Invalid
from shared.values.texts import Text

BasisReference = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z][0-9A-Za-z./-]{2,79}$")]
"""The number of the document on which an admission rests; without spaces, so that it is no sentence about a person."""

AdmissionBasis = Literal["hearing", "assessment", "voluntary", "court", "client_plan"]
"""Sidang TPP, asesmen, sukarela, penetapan pengadilan, rencana pembimbingan klien. A detainee needs no hearing."""

# Criminal records are specific personal data (UU 27/2022 art. 4), and an inmate's record is one by its nature.
# At least one digit, because a name in capital letters is no pseudonym.
_PSEUDONYM = re.compile(r"P-(?=[A-Z]*[0-9])[0-9A-Z]{6,32}")


class NotAPseudonym(Invalid):
    """A participant is not given by a pseudonym. The text is not repeated, because it may be a name."""

    title = Text("Bukan kode peserta (pseudonim)", "Not a pseudonym")
    detail = Text(
        "Entri ke-{entry} bukan kode peserta (pseudonim): P- lalu 6 sampai 32 huruf kapital dan angka, paling sedikit "
        "satu angka, misalnya P-7F3A91. Jangan pernah mengirim nama: nama hanya ada di dalam UPT.",
        "Entry {entry} is not a pseudonym: P- and 6 to 32 capital letters and digits, with at least one digit, such as "
        "P-7F3A91. Never send a name: names stay inside the facility.",
    )


class ListedTwice(Invalid):
    """A participant is in the list more than once."""

    title = Text("Peserta ganda", "Participant listed twice")
    detail = Text(
        "Entri ke-{entry} sama dengan entri ke-{first}. Hapus salah satunya.",
        "Entry {entry} is the same as entry {first}. Remove one of them.",
    )


class AlreadyEnrolled(Conflict):
    """A participant is enrolled in a cohort of the same program already."""

    title = Text("Peserta sudah terdaftar", "Participant already enrolled")
    detail = Text(
        "Entri ke-{entry} masih terdaftar pada suatu angkatan program ini, atau baru berhenti sesudah hari penerimaan "
        "ini.",
        "Entry {entry} is still enrolled in a cohort of this program, or left it only after this day of admission.",
    )


class CapacityExceeded(Conflict):
    """The cohort has more participants than the program has places left."""

    title = Text("Kapasitas tidak cukup", "Capacity exceeded")
    detail = Text(
        "Program ini menampung {capacity} peserta dan masih ada tempat untuk {free}; daftar ini memuat {asked}.",
        "This program takes {capacity} participants and has {free} places left; this list has {asked}.",
    )


LARGEST_COHORT = 500
"""A session has a mark for each of them, in one request."""


class CohortTooLarge(Conflict):
    """A cohort would have more participants than one session can mark."""

    title = Text("Angkatan terlalu besar", "Cohort too large")
    detail = Text(
        "Satu angkatan memuat paling banyak {largest} peserta sekaligus; angkatan ini menjadi {number}. Mulai angkatan "
        "baru.",
        "A cohort has at most {largest} participants at a time; this one would have {number}. Start another cohort.",
    )


class BasisWithoutReference(Invalid):
    """The basis of an admission needs the number of its document, or has none."""

    title = Text("Nomor dasar penerimaan tidak sesuai", "Reference of the basis does not fit")
    detail = Text(
        "Entri ke-{entry}: penerimaan atas dasar {basis} memerlukan nomor dokumennya; penerimaan sukarela tidak "
        "memilikinya.",
        "Entry {entry}: an admission by {basis} needs the number of its document; a voluntary one has none.",
    )


class Admission(BaseModel):
    """One participant: a pseudonym (`P-`, then 6 to 32 capital letters and digits), never a name; and the basis."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    participant_ref: str = Field(examples=["P-7F3A91"])
    kind: ParticipantKind
    basis: AdmissionBasis
    basis_reference: BasisReference | None = Field(
        None, description="the number of the hearing, assessment, court decision or client plan; null if voluntary"
    )
    continues: UUID | None = Field(None, description="an earlier enrolment that it continues, at any facility")


@dataclass(frozen=True, slots=True)
class ConcurrentEnrolment:
    """An entry of the list, and in how many other programs of the same fiscal year its participant is enrolled."""

    entry: int
    programs: int

    @property
    def message(self) -> Text:
        """A reminder for the officer. It is allowed, but the timetables may clash."""
        text = Text(
            "Entri ke-{entry} juga terdaftar pada {programs} program lain tahun ini. Periksa jadwalnya.",
            "Entry {entry} is also enrolled in {programs} other program(s) of this year. Check the timetable.",
        )
        return text.fill(entry=self.entry, programs=self.programs)


def require_well_formed(admissions: Sequence[Admission]) -> None:
    """Raise unless all are pseudonyms, each listed once, with a basis that fits."""
    # In a loop of its own, so that a client that sends names learns that first.
    for entry, ref in _entries(admissions):
        if not is_pseudonym(ref):
            raise NotAPseudonym(entry=entry)
    first_entries: dict[str, int] = {}
    for entry, ref in _entries(admissions):
        first = first_entries.setdefault(ref, entry)
        if first != entry:
            raise ListedTwice(entry=entry, first=first)
    _require_basis(admissions)


def require_admissible(
    participants: Sequence[UUID], enrolled: Collection[UUID], capacity: int, *, left_later: Collection[UUID] = ()
) -> None:
    """Raise unless no one is enrolled yet, and the capacity is sufficient.

    `left_later` are those who are not enrolled any more, but still were on the day of the admission.
    """
    for entry, participant in enumerate(participants, start=1):
        if participant in enrolled or participant in left_later:
            raise AlreadyEnrolled(entry=entry)
    require_places(len(participants), len(enrolled), capacity)


def require_places(asked: int, enrolled: int, capacity: int) -> None:
    """Raise `CapacityExceeded` unless so many more can be enrolled now."""
    free = max(0, capacity - enrolled)
    if asked > free:
        raise CapacityExceeded(capacity=capacity, free=free, asked=asked)


def require_markable(number: int) -> None:
    """Raise `CohortTooLarge` if a cohort has more participants at a time than a session can mark."""
    if number > LARGEST_COHORT:
        raise CohortTooLarge(largest=LARGEST_COHORT, number=number)


def concurrent_enrolments(
    participants: Sequence[UUID], other_programs: Mapping[UUID, int]
) -> list[ConcurrentEnrolment]:
    """The entries whose participants are enrolled in other programs."""
    entries = enumerate(participants, start=1)
    return [ConcurrentEnrolment(entry, other_programs[each]) for entry, each in entries if each in other_programs]


def _require_basis(admissions: Sequence[Admission]) -> None:
    for entry, admission in enumerate(admissions, start=1):
        if (admission.basis == "voluntary") != (admission.basis_reference is None):
            raise BasisWithoutReference(entry=entry, basis=label("admission_basis", admission.basis))


def is_pseudonym(text: str) -> bool:
    """Whether this can be a participant's pseudonym."""
    return _PSEUDONYM.fullmatch(text) is not None


def _entries(admissions: Sequence[Admission]) -> Iterator[tuple[int, str]]:
    return enumerate((admission.participant_ref for admission in admissions), start=1)
