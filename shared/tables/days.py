"""Reads days as people write them in Indonesia into EDTF texts (`shared/values/reported_days.py`).

`27 Januari 2026`, `27/1/26`, `Selasa (27/01)`, `Januari 2023`, `2023`, and the serial numbers of Excel, whose day 60
(29 February 1900) no calendar has.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from shared.tables.cells import Value, text_of
from shared.tables.days_in_words import MONTHS_BY_NAME, ROMAN_MONTHS, TOWN, WEEKDAYS_BY_NAME, WORDS_BESIDE_A_DAY
from shared.tables.unreadable import MONTH_BEFORE_DAY, SERIAL_NUMBER, DayUnreadable, Doubt, SeveralDays
from shared.values.refusals import DayImpossible
from shared.values.reported_days import Weekday

_SERIAL_FROM, _SERIAL_UNTIL = 20_000, 73_050
"""Serial numbers of the years 1954 to 2099; smaller numbers are counted things or years."""
_FIRST_SERIAL = date(1899, 12, 30)
_YEARS = range(1900, 3000)
_BARE_YEARS = range(1900, 2100)
_PIVOT = 50
"""Of years with two digits: 49 is 2049, 50 is 1950."""
_MONTHS = 12
_YEAR_UNKNOWN = "XXXX"
_LEAP_YEAR = 2000

_NAME = r"(?P<name>[a-z]+)\.?"
_YEAR = r"'?(?P<year>\d{4}|\d{2})"
_FORMS = tuple(
    re.compile(form)
    for form in (
        r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?:[ t]\d{1,2}[:.]\d{2}(?:[:.]\d{2})?)?",
        rf"(?P<day>\d{{1,2}})[-/. ]+(?P<month>\d{{1,2}})[-/. ]+{_YEAR}(?: \d{{1,2}}[:.]\d{{2}}(?:[:.]\d{{2}})?)?",
        rf"(?P<day>\d{{1,2}})[-/. ]*{_NAME}[-/., ]*{_YEAR}",
        rf"(?P<day>\d{{1,2}})[-/. ]*{_NAME}",
        rf"{_NAME}[-/. ]+(?P<day>\d{{1,2}}),? +(?P<year>\d{{4}})",
        rf"{_NAME}[-/., ]*(?P<year>\d{{4}})",
        r"(?P<month>\d{1,2})[-/](?P<year>\d{4})",
        r"(?P<day>\d{1,2})[-/](?P<month>\d{1,2})",
        r"(?P<year>\d{4})",
    )
)
_UNTIL = re.compile(
    r"\s*(?:\bs\.?\s?[/.]?\s?d\b\.?|\bsampai(?: dengan)?\b|\bhingga\b)\s*|\s+[-–—]\s+|(?<=\d{4})-(?=\d{1,2}[/.]|\d{4}$)"
)
_BESIDE = re.compile(r"\n|;|\bdan\b|&|\batau\b|,\s(?=\d{1,2}[ /-])")


@dataclass(frozen=True, slots=True)
class WrittenDay:
    """A day as an EDTF text, the weekday that is written beside it, and a doubt."""

    edtf: str
    weekday: Weekday | None = None
    doubt: Doubt | None = None

    @property
    def year_unknown(self) -> bool:
        """Whether only the year is missing."""
        return self.edtf.startswith(_YEAR_UNKNOWN)

    def in_year(self, year: int) -> "WrittenDay":
        """The day in a year that another cell names. Raises `DayImpossible`."""
        return replace(self, edtf=_checked(f"{year:04}{self.edtf[4:]}")) if self.year_unknown else self


def read_day(value: Value) -> WrittenDay:
    """The day of a cell. Raises `DayUnreadable`, `SeveralDays` or `DayImpossible`."""
    match value:
        case datetime():
            return WrittenDay(_checked(value.date().isoformat()))
        case date():
            return WrittenDay(_checked(value.isoformat()))
        case bool():
            raise DayUnreadable(written=text_of(value))
        case int() | float():
            return _of_number(value, text_of(value))
        case _:
            return _of_text(text_of(value))


def read_days(value: Value) -> tuple[WrittenDay, WrittenDay] | None:
    """The first and the last day of a range such as `27 Januari s.d. 31 Desember 2026`; None if it is no range.

    Raises `DayImpossible`.
    """
    first, *rest = _UNTIL.split(text_of(value), maxsplit=1)
    if not rest:
        return None
    try:
        last = read_day(rest[0])
        year, month = last.edtf[:4], last.edtf[5:7]
        bare = first.strip(" ()")
        if bare.isdecimal() and len(bare) <= 2 and month:  # noqa: PLR2004 -- "1 s.d. 2 Februari 2026"
            return WrittenDay(_checked(f"{year}-{month}-{int(bare):02}")), last
        begin = read_day(first)
    except DayUnreadable:
        return None
    return (begin.in_year(int(year)) if begin.year_unknown and year.isdecimal() else begin), last


def _of_number(value: float, written: str) -> WrittenDay:
    if value in _BARE_YEARS:
        return WrittenDay(f"{int(value)}")
    if not _SERIAL_FROM <= value <= _SERIAL_UNTIL:
        raise DayUnreadable(written=written)
    day = _FIRST_SERIAL + timedelta(days=int(value))
    return WrittenDay(day.isoformat(), doubt=Doubt("serial_number", SERIAL_NUMBER.fill(written=written, day=day)))


def _of_text(written: str) -> WrittenDay:
    folded = written.casefold()
    parts = [part for part in _BESIDE.split(folded) if part.strip()]
    if sum(1 for part in parts for _ in _matches(_bare(part)[0])) > 1:
        raise SeveralDays(written=" ".join(written.split()))
    text, weekday = _bare(folded)
    if re.fullmatch(r"\d{5}(?:[.,]0+)?", text):
        return _of_number(float(text[:5]), written)
    found = next(_matches(text), None)
    if found is None:
        raise DayUnreadable(written=written)
    edtf, swapped = found
    doubt = None
    if swapped:
        day = date.fromisoformat(edtf)
        doubt = Doubt("month_before_day", MONTH_BEFORE_DAY.fill(written=written, day=day))
    return WrittenDay(edtf, weekday, doubt)


def _bare(folded: str) -> tuple[str, Weekday | None]:
    """The text without weekday, town and words such as "tanggal", and the weekday."""
    weekday = next((day for name, day in WEEKDAYS_BY_NAME.items() if re.search(rf"\b{name}\b", folded)), None)
    for name in WEEKDAYS_BY_NAME:
        folded = re.sub(rf"\b{name}\b", " ", folded)
    folded = WORDS_BESIDE_A_DAY.sub(" ", TOWN.sub(" ", folded))
    return " ".join(folded.translate(str.maketrans("()", "  ")).split()).strip(" ,.;:/"), weekday


def _matches(text: str) -> Iterator[tuple[str, bool]]:
    """The EDTF text of each form that the text has, and whether the month came before the day."""
    for form in _FORMS:
        found = form.fullmatch(text)
        if found is None:
            continue
        parts = found.groupdict()
        month = _month(parts)
        if month is None:
            continue
        year = _year(parts.get("year"))
        day = int(parts["day"]) if parts.get("day") else 0
        swapped = month > _MONTHS >= day > 0 and year != _YEAR_UNKNOWN
        if swapped:
            month, day = day, month
        yield _checked("-".join([year, *([f"{month:02}"] if month else []), *([f"{day:02}"] if day else [])])), swapped
        return


def _month(parts: dict[str, str | None]) -> int | None:
    """The month, 0 if the form has none, None if the word is no month."""
    if name := parts.get("name"):
        return MONTHS_BY_NAME.get(name) or ROMAN_MONTHS.get(name)
    return int(parts.get("month") or 0)


def _year(digits: str | None) -> str:
    if not digits:
        return _YEAR_UNKNOWN
    if len(digits) == 4:  # noqa: PLR2004 -- digits of a year
        return digits
    return f"{2000 + int(digits) if int(digits) < _PIVOT else 1900 + int(digits)}"


def _checked(edtf: str) -> str:
    year, month, day = (*edtf.split("-"), "01", "01")[:3]
    if year != _YEAR_UNKNOWN and int(year) not in _YEARS:
        raise DayImpossible
    try:
        date(_LEAP_YEAR if year == _YEAR_UNKNOWN else int(year), int(month), int(day))
    except ValueError as error:
        raise DayImpossible from error
    return edtf
