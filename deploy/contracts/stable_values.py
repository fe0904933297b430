"""Stable values in generated examples, in place of the ids, days and times that differ from run to run.

Each example has its own replacements, so a new example never changes another one. Equal values stay equal within an
example.
"""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from shared.values.languages import MONTHS, Tongue

DEMONSTRATION_DAY = date(2026, 1, 27)
_CLOCK = time(2)  # 09.00 WIB

_TRACE = re.compile(r"\b00-[0-9a-f]{32}-[0-9a-f]{16}-(?P<flags>[0-9a-f]{2})\b")
_UUID = re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")
_INSTANT = re.compile(r"(?P<at>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?P<fraction>\.\d+)?(?P<zone>Z|[+-]\d\d:\d\d)")
_REGISTRATION = re.compile(r"\b\d{2}-(?P<office>[A-Z]{2,20})-\d{4,}\b")
_OWN_PRACTICE = re.compile(r"\bown_[a-p]{16}\b")
_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b")
_WRITTEN_DAY = {
    tongue: re.compile(rf"\b(?P<day>\d{{1,2}}) (?P<month>{'|'.join(names)}) (?P<year>\d{{4}})\b")
    for tongue, names in MONTHS.items()
}


class StableValues:
    """The replacements of one example.

    The day `today` of the run becomes the day of the demonstration; every other day keeps its distance from it.
    """

    def __init__(self, today: date) -> None:
        self._moved = DEMONSTRATION_DAY - today
        self._years = DEMONSTRATION_DAY.year - today.year
        self._ids: dict[str, str] = {}
        self._traces: dict[str, str] = {}
        self._practices: dict[str, str] = {}
        self._registrations: dict[str, int] = {}

    def replace(self, value: Any, tongue: Tongue = "id") -> Any:
        """Replace every value that differs from run to run, at any depth. Texts are Indonesian unless under `en`."""
        match value:
            case str():
                return self._in_text(value, tongue)
            case list():
                return [self.replace(item, tongue) for item in value]
            case dict():
                return {name: self._member(name, item, tongue) for name, item in value.items()}
        return value

    def _member(self, name: str, value: Any, tongue: Tongue) -> Any:
        if name in {"fiscal_year", "year"} and isinstance(value, int):
            return value + self._years
        return self.replace(value, "en" if name in {"en", "english"} else tongue)

    def _in_text(self, text: str, tongue: Tongue) -> str:
        replacements: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
            (_TRACE, self._trace),
            (_UUID, self._id),
            (_REGISTRATION, self._registration),
            (_OWN_PRACTICE, self._practice),
            (_DAY, self._day),
            (_INSTANT, self._instant),
            (_WRITTEN_DAY[tongue], lambda match: self._written_day(match, tongue)),
        )
        for pattern, replacement in replacements:
            text = pattern.sub(replacement, text)
        return text

    def _id(self, match: re.Match[str]) -> str:
        return self._ids.setdefault(match[0], f"019c0000-0000-7000-8000-{len(self._ids) + 1:012}")

    def _trace(self, match: re.Match[str]) -> str:
        number = len(self._traces) + 1
        return self._traces.setdefault(match[0], f"00-{number:032}-{number:016}-{match['flags']}")

    def _practice(self, match: re.Match[str]) -> str:
        letter = chr(ord("a") + len(self._practices))
        return self._practices.setdefault(match[0], f"own_{letter * 16}")

    def _registration(self, match: re.Match[str]) -> str:
        number = self._registrations.setdefault(match[0], len(self._registrations) + 1)
        return f"{DEMONSTRATION_DAY:%y}-{match['office']}-{number:04}"

    def _day(self, match: re.Match[str]) -> str:
        return (date.fromisoformat(match[0]) + self._moved).isoformat()

    def _instant(self, match: re.Match[str]) -> str:
        at, fraction = datetime.fromisoformat(match["at"]), match["fraction"] or ""
        # A full minute was computed, such as noon of a day. Anything else was read from a clock.
        if at.second or fraction.strip(".0"):
            at = datetime.combine(DEMONSTRATION_DAY, _CLOCK)
        else:
            at += self._moved
        return f"{at.isoformat()}{re.sub('[1-9]', '0', fraction)}{match['zone']}"

    def _written_day(self, match: re.Match[str], tongue: Tongue) -> str:
        names = MONTHS[tongue]
        day = date(int(match["year"]), names.index(match["month"]) + 1, int(match["day"])) + self._moved
        return f"{day.day} {names[day.month - 1]} {day.year}"
