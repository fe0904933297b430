"""The rows of a daily file: what happened to whom on which day, and why a row is refused. No refusal repeats a cell."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from shared.tables.cells import Value, is_empty
from shared.tables.days import read_day
from shared.values.inputs import letters_and_digits
from shared.values.refusals import Invalid
from shared.values.texts import Text

Movement = Literal["arrived", "released", "transferred", "term"]
"""A person arrived, was released, was transferred to another facility, or has another last day of the term."""

SdpOutcome = Literal["arrived", "released", "transferred", "term", "unchanged"]
"""The change that a row has made; `unchanged`: all of it was on record already."""

_WORDS: Mapping[Movement, tuple[str, ...]] = {
    "arrived": ("masuk", "baru", "diterima", "pindah masuk", "in", "arrived"),
    "released": ("keluar", "bebas", "lepas", "bebas murni", "bebas bersyarat", "cuti bersyarat", "out", "released"),
    "transferred": ("pindah", "pindah keluar", "mutasi", "dipindahkan", "transfer", "transferred"),
    "term": ("sisa pidana", "ekspirasi", "perubahan ekspirasi", "remisi", "term"),
}
_MOVEMENTS: Mapping[str, Movement] = {
    letters_and_digits(word): movement for movement, words in _WORDS.items() for word in words
}


class MovementUnreadable(Invalid):
    """The event of a row is not one of those that are known."""

    title = Text("Peristiwa tidak dikenal", "Event not read")
    detail = Text(
        "Baris ke-{entry}: tulis masuk, bebas, pindah, atau ekspirasi.",
        "Row {entry}: write arrived, released, transferred or term.",
    )


class MovementDayUnreadable(Invalid):
    """A day of a row is missing, is no day, or leaves the day open."""

    title = Text("Tanggal peristiwa tidak terbaca", "Day of the event not read")
    detail = Text(
        "Baris ke-{entry}: tulis tanggalnya lengkap, misalnya 27 Januari 2026.",
        "Row {entry}: write the whole day, such as 27/01/2026.",
    )


class RegisterNumberUnknown(Invalid):
    """No person is known under the register number of a row."""

    title = Text("Nomor registrasi tidak dikenal", "Register number not known")
    detail = Text(
        "Baris ke-{entry}: UPT ini belum memberikan nama dengan nomor registrasi itu. Kirim dahulu berkas nama, atau "
        "periksa nomornya.",
        "Row {entry}: this facility has given no name with that register number. Send the file of names first, or "
        "check the number.",
    )


class DestinationUnknown(Invalid):
    """The facility to which a person was transferred is not known by this name."""

    title = Text("UPT tujuan tidak dikenal", "Destination not known")
    detail = Text(
        "Baris ke-{entry}: tulis nama resmi UPT tujuan, atau kosongkan lalu usulkan sendiri sesudahnya.",
        "Row {entry}: write the official name of the destination, or leave it empty and propose it afterwards.",
    )


@dataclass(frozen=True, slots=True)
class SdpRow:
    """One row as it is written; cells that are missing are empty texts."""

    entry: int
    register_number: str
    movement: str
    day: Value
    name: str
    kind: str
    destination: str
    term_ends_on: Value

    def read_movement(self) -> Movement:
        """The movement of the row. Raises `MovementUnreadable`."""
        found = _MOVEMENTS.get(letters_and_digits(self.movement))
        if found is None:
            raise MovementUnreadable(entry=self.entry)
        return found

    def read_day(self) -> date:
        """The day on which it happened. Raises `MovementDayUnreadable`."""
        return self._day(self.day)

    def read_term(self) -> date | None:
        """The last day of the term; None if the cell is empty. Raises `MovementDayUnreadable`."""
        return None if is_empty(self.term_ends_on) else self._day(self.term_ends_on)

    def _day(self, cell: Value) -> date:
        try:
            return date.fromisoformat(read_day(cell).edtf)
        except (Invalid, ValueError) as error:
            # The words of that refusal would repeat the cell, which may be a name in a shifted row.
            raise MovementDayUnreadable(entry=self.entry) from error
