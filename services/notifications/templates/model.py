"""How the two languages write what templates are filled with: dates, codes, lists."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from shared.values.texts import Text

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
OTHERS: dict[Tongue, str] = {"id": "lainnya", "en": "others"}
NONE = "–"
NAMED_AT_MOST = 4
"""A national agreement names hundreds of facilities; a notice names some and counts the others."""


class Wording(BaseModel):
    """One template as shipped: subject and body, each in both languages."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    subject: Text
    body: Text


class Wordings(BaseModel):
    """Every template, by its name."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: int
    templates: Mapping[str, Wording]


@dataclass(frozen=True, slots=True)
class Rendered:
    """A notice's words."""

    subject: Text
    body: Text


@dataclass(frozen=True, slots=True)
class Language:
    """One language, with what codes are called in it."""

    tongue: Tongue
    labels: Mapping[str, Text]

    def date(self, day: date) -> str:
        """A date as one writes it: 27 Januari 2026, 27 January 2026."""
        return f"{day.day} {MONTHS[self.tongue][day.month - 1]} {day.year}"

    def label(self, code: str) -> str:
        """What a code is called. A newer register may have fields that are not labelled here: those stay readable."""
        label = self.labels.get(code)
        return getattr(label, self.tongue) if label else code.replace("_", " ")

    def names(self, units: Sequence[Any]) -> str:
        """The names of facilities or partners, as a list in a sentence; the last of many are only counted."""
        names = [unit.name for unit in units]
        if len(names) > NAMED_AT_MOST:
            names = [*names[: NAMED_AT_MOST - 1], f"{len(names) - NAMED_AT_MOST + 1} {OTHERS[self.tongue]}"]
        return self.listed(names)

    def fields(self, items: Iterable[Any]) -> str:
        """The fields of scope items, or fields given by code, each once, as a list in a sentence."""
        return self.listed(self.label(getattr(item, "field", item)) for item in items)

    def listed(self, words: Iterable[str]) -> str:
        """Words as a list in a sentence, each once: a, b, and c."""
        *others, last = dict.fromkeys(words) or [NONE]
        if not others:
            return last
        comma = "," if len(others) > 1 else ""
        return f"{', '.join(others)}{comma} {AND[self.tongue]} {last}"
