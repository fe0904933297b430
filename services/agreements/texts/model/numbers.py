"""Numbers and days in words, as the first sentence of an agreement has them, and times of the day."""

from collections.abc import Mapping
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from services.agreements.texts.model.parts import WrittenDay
from shared.values.cooperation import ObligationMeasure
from shared.values.labels import label
from shared.values.languages import MONTHS
from shared.values.terms import Zone

_ONES = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas")
_WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_ZONES: Mapping[Zone, str] = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}
_SCALES = ((1_000, "ribu", "seribu"), (100, "ratus", "seratus"))


def spelled(number: int) -> str:
    """A number from 0 to 9,999 in words: dua ribu dua puluh enam."""
    for scale, word, one in _SCALES:
        if number >= scale:
            many, rest = divmod(number, scale)
            words = one if many == 1 else f"{spelled(many)} {word}"
            return f"{words} {spelled(rest)}" if rest else words
    if number < len(_ONES):
        return _ONES[number]
    tens, rest = divmod(number, 10)
    if tens == 1:
        return f"{_ONES[rest]} belas"
    return f"{_ONES[tens]} puluh {_ONES[rest]}" if rest else f"{_ONES[tens]} puluh"


def written(day: date) -> WrittenDay:
    """A day in every form that a paper needs."""
    return WrittenDay(
        weekday=_WEEKDAYS[day.weekday()],
        day=spelled(day.day),
        month=MONTHS["id"][day.month - 1],
        year=spelled(day.year),
        short=f"{day.day} {MONTHS['id'][day.month - 1]} {day.year}",
        digits=day.strftime("%d-%m-%Y"),
    )


def amount(quantity: int, measure: ObligationMeasure) -> str:
    """How much is owed: 20 pertemuan, Rp5.000.000."""
    digits = f"{quantity:,}".replace(",", ".")
    return f"Rp{digits}" if measure == "rupiah" else f"{digits} {label('obligation_measure', measure).id}"


def clock_time(clock: time, zone: Zone) -> str:
    """A time of the day with its zone: 09.00 WIB."""
    return f"{clock:%H.%M} {_ZONES[zone]}"


def clock_of(moment: datetime, zone: Zone) -> str:
    """The time of the day of a moment on the clocks of a zone."""
    return clock_time(moment.astimezone(ZoneInfo(zone)).time(), zone)
