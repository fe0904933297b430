"""Days and lists as each of the two languages writes them in a sentence."""

from collections.abc import Iterable
from datetime import date
from typing import Literal

Tongue = Literal["id", "en"]

# fmt: off
MONTHS: dict[Tongue, tuple[str, ...]] = {
    "id": ("Januari", "Februari", "Maret", "April", "Mei", "Juni",
           "Juli", "Agustus", "September", "Oktober", "November", "Desember"),
    "en": ("January", "February", "March", "April", "May", "June",
           "July", "August", "September", "October", "November", "December"),
}
# fmt: on
AND: dict[Tongue, str] = {"id": "dan", "en": "and"}
NONE = "–"


def written_day(day: date, tongue: Tongue) -> str:
    """A day as people write it: 27 Januari 2026, 27 January 2026."""
    return f"{day.day} {MONTHS[tongue][day.month - 1]} {day.year}"


def written_month(day: date, tongue: Tongue) -> str:
    """The month of a date as people write it: Januari 2026, January 2026."""
    return f"{MONTHS[tongue][day.month - 1]} {day.year}"


def written_list(words: Iterable[str], tongue: Tongue) -> str:
    """Words as a list in a sentence, each once: a, b, and c."""
    *others, last = dict.fromkeys(words) or [NONE]
    if not others:
        return last
    comma = "," if len(others) > 1 else ""
    return f"{', '.join(others)}{comma} {AND[tongue]} {last}"
