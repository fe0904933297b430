"""The rows of a file of names: the values read from each, and the reasons for refusals. No refusal repeats a name."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from services.programs.participants.model import Person
from shared.values.cooperation import ParticipantKind
from shared.values.inputs import letters_and_digits
from shared.values.labels import label, label_list
from shared.values.refusals import Invalid, NotFound, Refusal
from shared.values.texts import Text

NameOutcome = Literal["new", "changed", "unchanged"]
"""A person who gets a reference, one whose entry has changed, and one who is known as in the row."""

LONGEST_NAME = 120
LONGEST_NUMBER = 60


class NameRowIncomplete(Invalid):
    """A row has no name or no register number, or one that is too long."""

    title = Text("Baris tidak lengkap", "Incomplete row")
    detail = Text(
        "Baris ke-{entry}: tulis nama (2 sampai 120 huruf) dan nomor registrasi (paling banyak 60 huruf dan angka).",
        "Row {entry}: enter the name (2 to 120 letters) and the register number (at most 60 letters and digits).",
    )


class ParticipantKindUnreadable(Invalid):
    """The kind of a participant is not one of those that are known."""

    title = Text("Jenis peserta tidak dikenal", "Kind of participant not read")
    detail = Text("Baris ke-{entry}: tulis salah satu dari {kinds}.", "Row {entry}: write one of {kinds}.")


class RegisterNumberTwice(Invalid):
    """Two rows of a file have the same register number."""

    title = Text("Nomor registrasi ganda", "Register number listed twice")
    detail = Text(
        "Baris ke-{entry} memuat nomor registrasi yang sama dengan baris ke-{first}. Perbaiki salah satunya.",
        "Row {entry} has the same register number as row {first}. Correct one of them.",
    )


class ReferenceOfAnother(Invalid):
    """A row gives a reference to a register number that has another one, or whose reference another person has."""

    title = Text("Kode milik peserta lain", "Reference of another participant")
    detail = Text(
        "Baris ke-{entry}: kode peserta itu sudah dipakai untuk nomor registrasi lain, atau nomor registrasi ini sudah "
        "mempunyai kode lain. Kosongkan kodenya, atau perbaiki nomornya.",
        "Row {entry}: that reference belongs to another register number, or this register number has another "
        "reference. Leave the reference empty, or correct the number.",
    )


class NameNotFound(NotFound):
    """The resolver keeps no name for this reference at this facility."""

    title = Text("Nama tidak ditemukan", "Name not found")
    detail = Text(
        "UPT ini tidak menyimpan nama untuk kode peserta itu, atau namanya sudah dihapus.",
        "This facility keeps no name for that reference, or the name was erased.",
    )


@dataclass(frozen=True, slots=True)
class NameRow:
    """One row of a file of names as it is written."""

    entry: int
    name: str
    register_number: str
    kind: str
    reference: str

    def person(self, before: Person | None = None) -> Person:
        """The person of this row; what the row leaves out stays as it was. Raises a refusal of the row."""
        number = self.register_number.strip()
        short = len(self.name) <= LONGEST_NAME and len(number) <= LONGEST_NUMBER
        if len(self.name) < 2 or not letters_and_digits(number) or not short:  # noqa: PLR2004 -- as in the detail
            raise NameRowIncomplete(entry=self.entry)
        kind = read_kind(self.entry, self.kind) if self.kind or before is None else before.kind
        ends = before.term_ends_on if before else None
        return Person(name=self.name, register_number=number, kind=kind, term_ends_on=ends)


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that was not taken, and why."""

    entry: int
    refusal: Refusal


def read_kind(entry: int, written: str) -> ParticipantKind:
    """The kind by its code or its name in either language. Raises `ParticipantKindUnreadable`."""
    found = _kinds().get(letters_and_digits(written))
    if found is None:
        raise ParticipantKindUnreadable(entry=entry, kinds=label_list("participant_kind", get_args(ParticipantKind)))
    return found


@cache
def _kinds() -> dict[str, ParticipantKind]:
    return dict(_spellings())


def _spellings() -> Iterator[tuple[str, ParticipantKind]]:
    for code in get_args(ParticipantKind):
        name = label("participant_kind", code)
        for written in (code, name.id, name.en):
            yield letters_and_digits(written), code
