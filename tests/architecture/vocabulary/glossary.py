"""Reads docs/glossary.md: the words of each row, and the synonyms that its last column rejects."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from tests.architecture.tree import ROOT

GLOSSARY = ROOT / "docs" / "glossary.md"
COLUMNS = 5


class Entry(NamedTuple):
    """One row: the Indonesian and the English word, the word in code, and what is not used instead."""

    indonesian: str
    english: str
    in_code: tuple[str, ...]
    rejected_in_code: tuple[str, ...]
    rejected_in_texts: tuple[str, ...]


@cache
def glossary() -> tuple[Entry, ...]:
    """Every row of the shipped glossary."""
    return tuple(entries(GLOSSARY.read_text(encoding="utf-8")))


def entries(text: str) -> Iterator[Entry]:
    """The rows of the tables with five columns.

    In the last column code words are in backticks, and words of Indonesian texts in asterisks.
    """
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if line.startswith("|") and len(cells) == COLUMNS and not _is_heading(cells):
            indonesian, english, in_code, _meaning, rejected = cells
            yield Entry(indonesian, english, _code(in_code), _code(rejected), _words(rejected))


def _is_heading(cells: list[str]) -> bool:
    return cells[0] == "Indonesia" or set(cells[0]) <= set("-: ")


def _code(cell: str) -> tuple[str, ...]:
    return tuple(re.findall(r"`([^`]+)`", cell))


def _words(cell: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\*([^*]+)\*", cell))
