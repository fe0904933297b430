"""Understands a row of the table of agreements, as units keep it beside the paper."""

import re
from dataclasses import dataclass
from datetime import date
from typing import cast

from services.agreements.imports.model.agreement_findings import (
    ASSUMED,
    COMPOSED,
    INSTRUMENT,
    OVER,
    RUNNING,
    SIGNED_LATE,
    STATUS,
    TERMS_DIFFER,
    TWO_NUMBERS,
    LastDayBeforeFirst,
    NumbersTooMany,
    NumberWithoutSigns,
)
from services.agreements.imports.model.days import exact, exact_day
from services.agreements.imports.model.findings import Reading
from services.agreements.imports.model.words import Words
from shared.tables.days import read_days
from shared.tables.numbers import read_months
from shared.tables.unreadable import DayUnreadable, PeriodUnreadable
from shared.values.cooperation import Instrument
from shared.values.inputs import number_key
from shared.values.labels import label

_BETWEEN_NUMBERS = re.compile(r"\n|;|\s+(?:dan|&|serta)\s+|,\s+|\s+/\s+")
LONGEST_TITLE = 1_000
_LONGEST_LIST = 2_000
_DAYS_A_MONTH = 30.4
_TOLERANCE_MONTHS = 1.5
_TERMS = range(1, 601)
"""Months of a term."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenAgreement:
    """An agreement as a row describes it, with unit, partner and predecessor as they are written."""

    instrument: Instrument
    called: str | None
    title: str
    unit: str
    partner: str
    number: str | None
    partner_number: str | None
    signed_on: date | None
    starts_on: date | None
    ends_on: date | None
    months: int | None
    year: int | None
    fields: str | None
    predecessor: str | None

    @property
    def first_day(self) -> date | None:
        """The first day as far as it is known."""
        return self.starts_on or self.signed_on

    @property
    def in_force_from(self) -> date | None:
        """The first day on which it is in force: not before its signature."""
        return max(self.first_day, self.signed_on or self.first_day) if self.first_day else None


def read_agreement(reading: Reading, words: Words, today: date) -> WrittenAgreement:
    """The agreement of a row; `reading` collects its findings."""
    unit, partner = reading.needed("unit"), reading.needed("partner")
    instrument, called = _instrument(reading, words)
    year = _year(reading)
    starts_on, ends_on, months = _term(reading, year)
    number, partner_number = _numbers(reading)
    written = WrittenAgreement(
        instrument=instrument,
        called=called,
        title=_title(reading, instrument, unit, partner),
        unit=unit,
        partner=partner,
        number=number,
        partner_number=partner_number,
        signed_on=exact_day(reading, "signed_on", year),
        starts_on=starts_on,
        ends_on=ends_on,
        months=months,
        year=year,
        fields=reading.text("fields", _LONGEST_LIST),
        predecessor=_number(reading, "predecessor"),
    )
    _check(reading, written, words, today)
    return written


def _instrument(reading: Reading, words: Words) -> tuple[Instrument, str | None]:
    cell, title = reading.text("instrument"), reading.text("title", LONGEST_TITLE)
    named = reading.read("instrument", lambda _: words.read("instrument", cell or "")) if cell else None
    titled = words.begins("instrument", title) if title else None
    chosen = titled or named or "cooperation_agreement"
    if named and titled and named != titled:
        reading.caution(
            "instrument", "instrument_differs", INSTRUMENT.fill(written=cell, instrument=label("instrument", titled))
        )
        return cast("Instrument", chosen), cell
    if not (cell or titled):
        reading.caution("instrument", "instrument_assumed", ASSUMED.fill(instrument=label("instrument", chosen)))
    return cast("Instrument", chosen), None


def _title(reading: Reading, instrument: Instrument, unit: str, partner: str) -> str:
    title = reading.text("title", LONGEST_TITLE)
    if title or "title" in reading.cells:
        return " ".join((title or "").split())
    composed = f"{label('instrument', instrument).id.capitalize()} {unit} dengan {partner}"
    reading.caution("title", "title_composed", COMPOSED.fill(title=composed))
    return composed


def _numbers(reading: Reading) -> tuple[str | None, str | None]:
    ours, theirs = reading.text("number"), _number(reading, "partner_number")
    parts = [part.strip() for part in _BETWEEN_NUMBERS.split(ours or "") if part.strip()]
    if len(parts) > 2 or (len(parts) == 2 and theirs):  # noqa: PLR2004 -- two parties
        reading.refuse("number", NumbersTooMany(written=" ".join((ours or "").split())))
        return None, theirs
    if len(parts) == 2:  # noqa: PLR2004
        reading.caution("number", "two_numbers", TWO_NUMBERS.fill(ours=parts[0], theirs=parts[1]))
        return parts[0], parts[1]
    return _number(reading, "number"), theirs


def _number(reading: Reading, column: str) -> str | None:
    number = reading.text(column)
    if number and not number_key(number):
        reading.refuse(column, NumberWithoutSigns(written=number))
        return None
    return " ".join(number.split()) if number else None


def _year(reading: Reading) -> int | None:
    text = reading.text("year")
    found = re.fullmatch(r"(?:TA|T\.A\.|Tahun)?[ .]*((?:19|20)\d{2})", text, re.IGNORECASE) if text else None
    if text and not found:
        reading.refuse("year", DayUnreadable(written=text))
    return int(found[1]) if found else None


def _term(reading: Reading, year: int | None) -> tuple[date | None, date | None, int | None]:
    starts_on, ends_on = exact_day(reading, "starts_on"), exact_day(reading, "ends_on")
    if "term" not in reading.cells:
        return starts_on, ends_on, None
    days = reading.read("term", read_days)
    if days:
        first, last = (exact(reading, "term", day, year) for day in days)
        return starts_on or first, ends_on or last, None
    months = reading.read("term", read_months)
    if months is not None and months not in _TERMS:
        reading.refuse("term", PeriodUnreadable(written=reading.text("term")))
        return starts_on, ends_on, None
    if starts_on and ends_on and months:
        if abs(((ends_on - starts_on).days + 1) / _DAYS_A_MONTH - months) > _TOLERANCE_MONTHS:
            reading.caution("term", "terms_differ", TERMS_DIFFER.fill(months=months))
        return starts_on, ends_on, None
    return starts_on, ends_on, months


def _check(reading: Reading, written: WrittenAgreement, words: Words, today: date) -> None:
    begins, ends = written.first_day, written.ends_on
    if begins and ends and ends < begins:
        reading.refuse("ends_on", LastDayBeforeFirst(begins=begins, ends=ends))
        return
    if written.signed_on and ends and ends < written.signed_on:
        reading.caution("signed_on", "signed_after_end", SIGNED_LATE.fill(signed=written.signed_on))
    status = reading.text("status")
    meaning = words.find("status", status) if status else None
    if meaning is None or begins is None or ends is None:
        return
    if meaning == "over" and ends >= today:
        reading.caution("status", "status_differs", STATUS.fill(written=status, actual=RUNNING.fill(day=ends)))
    # "Selesai" means that the document is done, and is taken for a running agreement.
    if meaning != "over" and ends < today:
        reading.caution("status", "status_differs", STATUS.fill(written=status, actual=OVER.fill(day=ends)))
