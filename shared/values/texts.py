"""Texts for people, in both languages: Indonesian first, English beside it."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from pydantic import ConfigDict

from shared.values.languages import Tongue, written_day, written_list


@dataclass(frozen=True, slots=True)
class Text:
    """The same in Indonesian (`id`) and English (`en`)."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    id: str
    en: str

    def fill(self, **values: object) -> "Text":
        """Return the text with its placeholders filled in; both languages have the same ones.

        Each value is written in the language of its sentence: a `Text` as its words, a date as "27 Januari 2026",
        a list or tuple as "a, b, dan c".
        """
        return Text(
            self.id.format(**{name: written(value, "id") for name, value in values.items()}),
            self.en.format(**{name: written(value, "en") for name, value in values.items()}),
        )

    def in_language(self, tongue: Tongue) -> str:
        """The text in one language."""
        return self.id if tongue == "id" else self.en


def written(value: object, tongue: Tongue) -> object:
    """A value as a sentence of one language shows it; a value of another kind is returned unchanged."""
    match value:
        case Text():
            return value.in_language(tongue)
        case date():
            return written_day(value, tongue)
        case list() | tuple():
            return written_list((str(written(item, tongue)) for item in value), tongue)
        case _:
            return value
