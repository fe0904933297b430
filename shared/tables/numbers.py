"""Reads numbers, rupiah and lengths of time as people write them in Indonesia: `1.234,5`, `Rp 1,2 juta`, `2 tahun`."""

import re
from decimal import Decimal

from shared.tables.cells import Value, text_of
from shared.tables.unreadable import NumberNotWhole, NumberUnreadable, PeriodUnreadable

_SCALES = {"ribu": 10**3, "rb": 10**3, "juta": 10**6, "jt": 10**6, "miliar": 10**9, "milyar": 10**9, "m": 10**9}
_RUPIAH = re.compile(r"(?:rp|idr)\.?\s*", re.IGNORECASE)
_CENTS = re.compile(r",-+$|,=$")
_PLAIN = re.compile(r"[+-]?\d+(?:[.,]\d+)*")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+")
_GROUPED_ENGLISH = re.compile(r"[+-]?\d{1,3}(?:,\d{3}){2,}")
_PERIOD = re.compile(
    r"(?:selama )?(\d{1,3}) *(?:\([a-z ]+\))? *(tahun|thn|th|bulan|bln)\b.*", re.IGNORECASE | re.DOTALL
)
_WORDS = ("satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh")
_MONTHS_A_YEAR = 12


def read_number(value: Value) -> Decimal:
    """The number of a cell. A point with three digits behind it groups thousands. Raises `NumberUnreadable`."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Decimal(str(value))
    written = text_of(value)
    text = written.replace(" ", "")
    if not _PLAIN.fullmatch(text):
        raise NumberUnreadable(written=written)
    return Decimal(_with_point(text))


def read_whole(value: Value) -> int:
    """A number without a fraction. Raises `NumberUnreadable` or `NumberNotWhole`."""
    number = read_number(value)
    if number != number.to_integral_value():
        raise NumberNotWhole(written=text_of(value))
    return int(number)


def read_rupiah(value: Value) -> int:
    """An amount in rupiah: `Rp 1.250.000,-`, `1,2 juta`. Raises `NumberUnreadable` or `NumberNotWhole`."""
    if not isinstance(value, str):
        return read_whole(value)
    written = text_of(value)
    text, scale = _CENTS.sub("", _RUPIAH.sub("", written).strip()), 1
    number, _, word = text.rpartition(" ")
    if number and word.casefold() in _SCALES:
        text, scale = number, _SCALES[word.casefold()]
    amount = read_number(text) * scale
    if amount != amount.to_integral_value():
        raise NumberNotWhole(written=written)
    return int(amount)


def read_months(value: Value) -> int:
    """A length of time in months: `2 tahun`, `3 (tiga) tahun`, `18 bulan`, `satu tahun`; a bare number counts years.

    Raises `PeriodUnreadable`.
    """
    written = text_of(value)
    text = written.casefold()
    for number, word in enumerate(_WORDS, 1):
        text = re.sub(rf"^(?:selama )?{word} (?=tahun|bulan)", f"{number} ", text)
    if re.fullmatch(r"\d{1,2}", text):
        return int(text) * _MONTHS_A_YEAR
    found = _PERIOD.fullmatch(text)
    if found is None:
        raise PeriodUnreadable(written=written)
    return int(found[1]) * (1 if found[2].casefold() in ("bulan", "bln") else _MONTHS_A_YEAR)


def _with_point(text: str) -> str:
    """The digits with a decimal point. Whichever of the two signs comes last is the decimal one."""
    point, comma = text.rfind("."), text.rfind(",")
    if _GROUPED.fullmatch(text) or comma > point:
        english = _GROUPED_ENGLISH.fullmatch(text)
        return text.replace(",", "") if english else text.replace(".", "").replace(",", ".")
    return text.replace(",", "")
