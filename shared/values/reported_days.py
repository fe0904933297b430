"""A day as it was reported, which may be uncertain: "Kamis (28/11)" names no year, "Januari 2023" names no day.

It is noted as a text of ISO 8601-2 (EDTF), in which X is an unspecified digit: `2026-01-27`, `2023-01`, `2023`,
`XXXX-11-28`.
"""

import calendar
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Annotated, Literal, Protocol, get_args

from pydantic import BaseModel, ConfigDict, StringConstraints

from shared.values.languages import MONTHS
from shared.values.refusals import DayImpossible, require_past
from shared.values.terms import moment_of
from shared.values.texts import Text

Edtf = Annotated[str, StringConstraints(pattern=r"^[0-9X]{4}(-[01X][0-9X](-[0-3X][0-9X])?)?$")]
"""A year, a year and a month, or a day; X is a digit that is not known."""

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)

# The years of `Day`: an earlier or later one is a slip.
_FIRST_YEAR, _LAST_YEAR = 1900, 2999
_UNKNOWN = Text("tanggal yang tidak diketahui", "an unknown day")
_YEAR_UNKNOWN = Text("{day} (tahun tidak diketahui)", "{day} (year unknown)")
_BETWEEN = Text("suatu hari antara {earliest} dan {latest}", "a day between {earliest} and {latest}")


class HasReportedDay(Protocol):
    """A reported day here or in an event."""

    @property
    def edtf(self) -> str | None:
        """The EDTF text."""

    @property
    def earliest(self) -> date | None:
        """The earliest day that it can mean."""

    @property
    def latest(self) -> date | None:
        """The latest day that it can mean."""


class ReportedDay(BaseModel):
    """A day as it was reported. Without an EDTF text no day is known; without a year, no earliest day."""

    model_config = ConfigDict(frozen=True)

    edtf: Edtf | None = None
    as_written: str | None = None
    earliest: date | None = None
    latest: date | None = None
    certain: bool = False

    @property
    def exact(self) -> date | None:
        """The day if it is certain. Only such a day may be the basis of a deadline."""
        return self.earliest if self.certain else None

    def latest_or(self, recorded_on: date) -> date:
        """The day by which lists are sorted: the latest that it can mean, otherwise the day of recording."""
        return self.latest or recorded_on

    def moment(self, zone: str, now: datetime) -> datetime:
        """The time of its event: noon of the earliest day in `zone`, otherwise now."""
        return moment_of(self.earliest, zone, now) if self.earliest else now

    def weekday_unlike(self, weekday: Weekday | None) -> Weekday | None:
        """The actual weekday of a certain day, if it is not the given one."""
        if self.exact is None or weekday is None:
            return None
        actual = _WEEKDAYS[self.exact.weekday()]
        return None if actual == weekday else actual


def reported_day(edtf: str | None, as_written: str | None, recorded_on: date, name: Text) -> ReportedDay:
    """Interpret a day that was recorded on a day. Raises `DayImpossible`, or `DayInTheFuture` with the `name`."""
    if edtf is None:
        return ReportedDay(as_written=as_written)
    earliest = next(_days(edtf, range(_FIRST_YEAR, _LAST_YEAR + 1), forward=True), None)
    if earliest is None:
        raise DayImpossible
    require_past(name, earliest, recorded_on)
    # A reported day has come, so the text means no day after its recording.
    backwards = _days(edtf, range(recorded_on.year, _FIRST_YEAR - 1, -1), forward=False)
    return ReportedDay(
        edtf=edtf,
        as_written=as_written,
        # With an unknown year, the earliest day would be an invention, and as the time of an event it would mislead.
        earliest=None if edtf.startswith("XXXX") else earliest,
        latest=next(day for day in backwards if day <= recorded_on),
        certain=earliest.isoformat() == edtf,
    )


def written_reported_day(day: HasReportedDay) -> Text:
    """A reported day as people write it: 27 Januari 2026, Januari 2023, 28 November (tahun tidak diketahui)."""
    if day.edtf is None:
        return _UNKNOWN
    year, month, date_ = (*day.edtf.split("-"), "XX", "XX")[:3]
    if month.isdecimal() and (date_.isdecimal() or date_ == "XX"):
        words = Text(*(f"{date_.lstrip('0X')} {MONTHS[tongue][int(month) - 1]}".strip() for tongue in ("id", "en")))
        if year.isdecimal():
            return Text(f"{words.id} {year}", f"{words.en} {year}")
        if year == "XXXX":
            return _YEAR_UNKNOWN.fill(day=words)
    if year.isdecimal() and (month, date_) == ("XX", "XX"):
        return Text(year, year)
    return _BETWEEN.fill(earliest=day.earliest, latest=day.latest) if day.earliest else _UNKNOWN


def _days(edtf: str, years: Iterable[int], *, forward: bool) -> Iterator[date]:
    """The days that the text can mean in these years, from the first to the last or backwards."""
    year_form, month_form, day_form = (*edtf.split("-"), "XX", "XX")[:3]
    step = 1 if forward else -1
    for year in years:
        if not _matches(year_form, f"{year:04}"):
            continue
        for month in range(1, 13)[::step]:
            if not _matches(month_form, f"{month:02}"):
                continue
            for day in range(1, calendar.monthrange(year, month)[1] + 1)[::step]:
                if _matches(day_form, f"{day:02}"):
                    yield date(year, month, day)


def _matches(form: str, digits: str) -> bool:
    return all(known in ("X", digit) for known, digit in zip(form, digits, strict=True))
