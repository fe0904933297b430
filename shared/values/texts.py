"""Texts for people, in both languages: Indonesian first, English beside it."""

from datetime import date
from typing import NamedTuple

from shared.values.languages import Tongue, written_day, written_list


class Text(NamedTuple):
    """One sentence or label in Indonesian (`id`) and English (`en`), each with the same `{placeholders}`."""

    id: str
    en: str

    def fill(self, **values: object) -> "Text":
        """Return the text with its placeholders filled in.

        Each value is written in the language of its sentence: a `Text` as its words, a date as "27 Januari 2026",
        a list or tuple as "a, b, dan c".
        """
        return Text(
            self.id.format(**{name: written(value, "id") for name, value in values.items()}),
            self.en.format(**{name: written(value, "en") for name, value in values.items()}),
        )


def written(value: object, tongue: Tongue) -> object:
    """A value as a sentence of one language shows it; a value of another kind is returned unchanged."""
    match value:
        case Text():
            return value.id if tongue == "id" else value.en
        case date():
            return written_day(value, tongue)
        case list() | tuple():
            return written_list((str(written(item, tongue)) for item in value), tongue)
        case _:
            return value
