"""Refusals of a single value, and doubts about one that was read nevertheless."""

from dataclasses import dataclass
from typing import Literal

from shared.values.refusals import Invalid
from shared.values.texts import Text


class DayUnreadable(Invalid):
    """The cell has no day in any usual form."""

    title = Text("Tanggal tidak terbaca", "Day unreadable")
    detail = Text(
        '"{written}" bukan tanggal. Tulis misalnya 27 Januari 2026.', '"{written}" is no day. Write 27/01/2026.'
    )


class SeveralDays(Invalid):
    """The cell has two days where one is expected."""

    title = Text("Dua tanggal dalam satu sel", "Two days in one cell")
    detail = Text('"{written}" berisi lebih dari satu tanggal. Pilih satu.', '"{written}" has several days. Keep one.')


class NumberUnreadable(Invalid):
    """The cell has no number."""

    title = Text("Angka tidak terbaca", "Number unreadable")
    detail = Text('"{written}" bukan angka. Tulis misalnya 1.234,5.', '"{written}" is no number. Write 1.234,5.')


class NumberNotWhole(Invalid):
    """The cell has a fraction where persons or rupiah are counted."""

    title = Text("Angka tidak bulat", "Number not whole")
    detail = Text('"{written}" bukan bilangan bulat.', '"{written}" is no whole number.')


class PeriodUnreadable(Invalid):
    """The cell has no length of time in years or months."""

    title = Text("Jangka waktu tidak terbaca", "Period unreadable")
    detail = Text(
        '"{written}" bukan jangka waktu. Tulis misalnya 2 tahun atau 18 bulan.',
        '"{written}" is no period. Write 2 tahun or 18 bulan.',
    )


DoubtCode = Literal["serial_number", "month_before_day"]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A value that was read, but perhaps not as it was meant."""

    code: DoubtCode
    message: Text


SERIAL_NUMBER = Text(
    "{written} adalah nomor urut tanggal Excel; dibaca sebagai {day}.",
    "{written} is a serial number of Excel; it was read as {day}.",
)
MONTH_BEFORE_DAY = Text(
    '"{written}" menyebut bulan sebelum tanggal; dibaca sebagai {day}.',
    '"{written}" has the month before the day; it was read as {day}.',
)
