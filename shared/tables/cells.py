"""Values of cells, and their text as people see it, cleaned of the traces of word processors."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal, TypeAlias

from shared.values.inputs import visible

Value: TypeAlias = str | float | int | bool | date | datetime | time | timedelta
Mark = Literal["hidden", "merged", "formula"]
"""A hidden row, a row that takes a value from a merged cell, a row with the result of a formula."""

_TYPOGRAPHIC = str.maketrans({"‘": "'", "’": "'", "‛": "'", "ʼ": "'", "´": "'", "`": "'", "“": '"', "”": '"', "‑": "-"})
_BLANKS = re.compile(r"[^\S\n]+")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_KEPT_AS_TEXT = re.compile(r"^'\s*(?=[=+@-])")
_PLAIN = re.compile(r"[!-&(-_a-~](?: ?[!-_a-~])*")
_EMPTY = frozenset({"", "-", "–", "—", "--", "...", "…", "n/a", "#n/a", "nihil"})
EXACT_UP_TO = 10**15
"""A workbook keeps numbers with fifteen digits; further digits of a longer one are zeros."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row with its number as spreadsheet programs show it, which counts empty rows and rows above the header."""

    number: int
    cells: tuple[Value, ...]
    marks: frozenset[Mark] = frozenset()

    @property
    def filled(self) -> int:
        """The number of cells that are not empty."""
        return sum(not is_empty(cell) for cell in self.cells)


def text_of(value: Value) -> str:
    """The text of a cell: composed, visible characters, single spaces, straight apostrophes."""
    match value:
        case str():
            return _clean(value)
        case bool():
            return "ya" if value else "tidak"
        case float() if value.is_integer():
            return str(int(value))
        case datetime() | date():
            return f"{value:%d/%m/%Y}"
        case _:
            return str(value)


def is_empty(value: Value) -> bool:
    """Whether a cell has no content; a dash means that too."""
    return isinstance(value, str) and _clean(value).casefold() in _EMPTY


def lost_digits(value: Value) -> bool:
    """Whether a number is so long that the workbook has dropped its last digits."""
    return isinstance(value, int | float) and abs(value) >= EXACT_UP_TO


def _clean(text: str) -> str:
    if _PLAIN.fullmatch(text):
        # Most cells, and each is cleaned several times.
        return text
    lines = _LINE_ENDS.sub("\n", _CONTROLS.sub("", visible(text)).translate(_TYPOGRAPHIC)).split("\n")
    kept = [stripped for line in lines if (stripped := _BLANKS.sub(" ", line).strip())]
    joined = "\n".join(kept)
    # An apostrophe before a sign of a formula is how exports keep a text from being run.
    return _KEPT_AS_TEXT.sub("", joined)
