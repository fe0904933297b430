"""Looks through a workbook before it is opened: its size, its hidden rows, its formulas, its links to other files.

A workbook is a ZIP archive of XML. A small one may unpack to gigabytes, and a single cell in its last row and column
makes the reader reserve memory for a billion cells; both are found here without unpacking into memory.
"""

import re
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import IO, BinaryIO
from xml.parsers import expat

from shared.tables.limits import (
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_UNZIPPED,
    FileUnreadable,
    FormatNotRead,
    TableTooLarge,
    WorkbookTooLarge,
)

_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_CHUNK = 65_536
_CONTENT = frozenset({"v", "t", "is"})
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    expat.ExpatError,
    EOFError,
    LookupError,
    NotImplementedError,
    RuntimeError,
    StopIteration,
    ValueError,
)


@dataclass(slots=True)
class SheetSurvey:
    """The last row and column with content, hidden rows, and rows with formulas; rows are counted from one."""

    last_row: int = 0
    last_column: int = 0
    hidden: set[int] = field(default_factory=set)
    formulas: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Survey:
    """The sheets of a workbook by name, in their order, and whether it refers to other files."""

    sheets: Mapping[str, SheetSurvey]
    links: bool


def survey(file: BinaryIO) -> Survey:
    """Look through a workbook. Raises `FileUnreadable`, `FormatNotRead`, `WorkbookTooLarge` or `TableTooLarge`."""
    try:
        with zipfile.ZipFile(file) as archive:
            if sum(part.file_size for part in archive.infolist()) > MOST_UNZIPPED:
                raise WorkbookTooLarge(megabytes=MOST_UNZIPPED // 1024**2)
            # Unpacks every part in pieces: one that is larger than it declares fails its checksum.
            if archive.testzip() is not None:
                raise FileUnreadable
            return _survey(archive)
    except _DAMAGED as error:
        raise FileUnreadable from error


def _survey(archive: zipfile.ZipFile) -> Survey:
    names = set(archive.namelist())
    if "xl/workbook.xml" not in names:
        raise FormatNotRead
    targets: dict[str, str] = {}
    sheets: dict[str, str] = {}

    def relation(tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes["Target"]
            targets[attributes["Id"]] = target.removeprefix("/") if target[0] == "/" else f"xl/{target}"

    def sheet(tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "sheet":
            sheets[attributes["name"]] = next(value for name, value in attributes.items() if name.endswith(" id"))

    with archive.open("xl/_rels/workbook.xml.rels") as part:
        _parse(part, relation)
    with archive.open("xl/workbook.xml") as part:
        _parse(part, sheet)
    found = {}
    for name, relation_id in sheets.items():
        if targets.get(relation_id, "").startswith("xl/worksheets/"):
            with archive.open(targets[relation_id]) as part:
                found[name] = _survey_sheet(part)
    return Survey(found, any(name.startswith("xl/externalLinks/") for name in names))


def _survey_sheet(part: IO[bytes]) -> SheetSurvey:
    seen = SheetSurvey()
    row = column = 0

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        nonlocal row, column
        if tag == "row":
            row, column = int(attributes.get("r", row + 1)), 0
            if attributes.get("hidden") in ("1", "true"):
                seen.hidden.add(row)
        elif tag == "c":
            named = _CELL.fullmatch(attributes.get("r", ""))
            column = _column(named[1]) if named else column + 1
        elif tag == "f":
            seen.formulas.add(row)
        elif tag in _CONTENT:
            # Only cells with content count: people format whole columns.
            seen.last_row, seen.last_column = max(seen.last_row, row), max(seen.last_column, column)
            if row > MOST_ROWS or column > MOST_COLUMNS:
                raise TableTooLarge(rows=row, columns=column, most_rows=MOST_ROWS, most_columns=MOST_COLUMNS)

    _parse(part, start)
    return seen


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _parse(part: IO[bytes], start: Callable[[str, Mapping[str, str]], None]) -> None:
    # Names come as "namespace name", because every program chooses prefixes of its own.
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = lambda tag, attributes: start(tag.rpartition(" ")[2], attributes)
    # A workbook has no document type; one would only bring entities, which may grow without limit.
    parser.StartDoctypeDeclHandler = _refuse_doctype
    while chunk := part.read(_CHUNK):
        parser.Parse(chunk, False)
    parser.Parse(b"", True)


def _refuse_doctype(*_: object) -> None:
    raise FileUnreadable
