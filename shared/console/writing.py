"""Days, moments and numbers as a screen writes them, in the language of the reader."""

from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal

from shared.values.languages import Tongue
from shared.values.terms import Zone

ZONE_NAMES: dict[Zone, str] = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}


@lru_cache(maxsize=2_000)
def written_date(day: date | None, tongue: Tongue) -> str:
    """A day: 28 Januari 2026; a dash without one."""
    return format_date(day, "d MMMM y", locale=tongue) if day else "–"


def written_weekday(day: date, tongue: Tongue) -> str:
    """The name of the day of the week: Rabu."""
    return format_date(day, "EEEE", locale=tongue)


def written_month(day: date, tongue: Tongue) -> str:
    """The month of a day: Januari 2026."""
    return format_date(day, "MMMM y", locale=tongue)


def written_moment(moment: datetime, zone: Zone, tongue: Tongue) -> str:
    """A moment in one zone: Rabu, 28 Januari 2026, 09.12 WIB."""
    clock = "HH.mm" if tongue == "id" else "HH:mm"
    words = format_datetime(moment.astimezone(ZoneInfo(zone)), f"EEEE, d MMMM y, {clock}", locale=tongue)
    return f"{words} {ZONE_NAMES[zone]}"


def written_number(number: float, tongue: Tongue) -> str:
    """A number with the separators of the language: 1.250."""
    return format_decimal(number, locale=tongue)
