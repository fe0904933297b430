"""Texts for people, in both languages: Indonesian first, English beside it."""

from typing import NamedTuple


class Text(NamedTuple):
    """One sentence or label in Indonesian (`id`) and English (`en`), each with the same `{placeholders}`."""

    id: str
    en: str

    def fill(self, **values: object) -> "Text":
        """Return the text with its placeholders filled in."""
        return Text(self.id.format(**values), self.en.format(**values))
