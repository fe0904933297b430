"""Calendar days, times of the clock, and the three time zones of the country."""

import calendar
import re
from datetime import date, datetime, time
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, Field, PlainSerializer, WithJsonSchema

Zone = Literal["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"]
"""WIB, WITA and WIT."""


def _only_days(value: object) -> object:
    # Pydantic would also take a number, as seconds since 1970, and a moment at midnight, whatever its zone.
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        return value
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    raise ValueError("a day is written YYYY-MM-DD")


Day = Annotated[date, Field(ge=date(1900, 1, 1), le=date(2999, 12, 31)), BeforeValidator(_only_days)]
"""A day in a request. The limits exclude the first and last days of Python, which are infinite for PostgreSQL."""

_CLOCK_TIME = "([01][0-9]|2[0-3]):[0-5][0-9]"


def _only_clock_times(value: object) -> object:
    # Pydantic would also take a number, as seconds since midnight, and a time with an offset, which would be lost.
    if isinstance(value, time) or (isinstance(value, str) and re.fullmatch(_CLOCK_TIME, value)):
        return value
    raise ValueError("a time of the day is written HH:MM")


ClockTime = Annotated[
    time,
    BeforeValidator(_only_clock_times),
    PlainSerializer(lambda value: value.strftime("%H:%M"), return_type=str, when_used="json"),
    WithJsonSchema({"type": "string", "pattern": f"^{_CLOCK_TIME}$"}),
]
"""A time of the day on the clocks of a facility. JSON Schema has no format for it: its `time` needs an offset."""


def day_in(zone: str, moment: datetime) -> date:
    """The calendar day on which `moment` falls in `zone`."""
    return moment.astimezone(ZoneInfo(zone)).date()


def moment_of(day: date, zone: str, now: datetime) -> datetime:
    """The moment of an event of which only the day is known: noon at the facility, but not later than `now`.

    Noon at the facility is the same day in every zone of the country and in UTC. Today's noon may not have come yet,
    and an event cannot happen after it was reported.
    """
    return min(datetime.combine(day, time(12), ZoneInfo(zone)), now)


def months_after(day: date, months: int) -> date:
    """The same day some months later (earlier if negative), or the last day of that month if it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
