"""Words that people write for coded values, compared by letters and digits only."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from shared.values.inputs import letters_and_digits
from shared.values.refusals import Invalid
from shared.values.texts import Text


class WordUnknown(Invalid):
    """A cell has a word that means no value of its column."""

    title = Text("Isi sel tidak dikenal", "Unknown word")
    detail = Text('"{written}" tidak dikenal pada kolom ini.', '"{written}" is not known in this column.')


@dataclass(frozen=True, slots=True)
class Words:
    """The code of each word, by the list of codes."""

    codes: Mapping[str, Mapping[str, str]]

    @classmethod
    def of(cls, meanings: Mapping[str, Mapping[str, Iterable[str]]]) -> "Words":
        """From the words of each code."""
        return cls(
            {
                name: {letters_and_digits(word): code for code, written in codes.items() for word in written}
                for name, codes in meanings.items()
            }
        )

    def find(self, name: str, written: str) -> str | None:
        """The code of a word, or None."""
        return self.codes[name].get(letters_and_digits(written))

    def read(self, name: str, written: str) -> str:
        """The code of a word. Raises `WordUnknown`."""
        code = self.find(name, written)
        if code is None:
            raise WordUnknown(written=written)
        return code

    def begins(self, name: str, text: str) -> str | None:
        """The code whose word begins a longer text, such as a title; the longest word wins."""
        key = letters_and_digits(text)
        found = [(len(word), code) for word, code in self.codes[name].items() if key.startswith(word) and len(word) > 3]  # noqa: PLR2004 -- short words begin too many texts
        return max(found)[1] if found else None
