"""Reads a table of named columns from a file of either format: the rows of people, without titles, totals and notes."""

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Literal

from shared.tables.cells import Mark, Row, Value, is_empty, text_of
from shared.tables.csv_files import read_csv
from shared.tables.header import AMONG_FIRST, Column, Header, find_header, is_header_again, is_numbering
from shared.tables.limits import FileUnreadable, FormatNotRead, HeaderMissing
from shared.tables.workbooks import read_sheets

Reason = Literal["numbering", "header_again", "total", "note"]
"""Why a row under the header is no row of the table."""

_WORKBOOK = b"PK\x03\x04"
# OLE (.xls and workbooks with a password), HTML that is called .xls, PDF, and archives that hold no parts.
_OTHERS = (b"\xd0\xcf\x11\xe0", b"<", b"\xef\xbb\xbf<", b"%PDF", b"PK")
_TOTAL = re.compile(r"(?:(?:sub|grand)[ -]?)?(?:jumlah|total)(?: keseluruhan| seluruhnya)?\b", re.IGNORECASE)
_NUMBER = re.compile(r"[\d.,%() ]*(?:PKS|MoU|mitra|orang|naskah|dokumen)?", re.IGNORECASE)
_WIDE = 4


@dataclass(frozen=True, slots=True)
class Record:
    """One row of the table: the cells of the named columns that are not empty."""

    number: int
    cells: Mapping[str, Value]
    marks: frozenset[Mark] = frozenset()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row under the header that is no row of the table, with its text."""

    number: int
    reason: Reason
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """The table of a file. `rows` can be read once; `sheet` is empty for a CSV file."""

    sheet: str
    header: Header
    rows: Iterator[Record | LeftOut]
    links: bool = False


def read_table(file: BinaryIO, columns: Sequence[Column]) -> Table:
    """The table with these columns: of a workbook, that of the first sheet which has them. Raises a refusal."""
    file.seek(0)
    begin = file.read(8)
    if not begin:
        raise FileUnreadable
    if begin.startswith(_WORKBOOK):
        return _in_workbook(file, columns)
    if begin.lstrip().startswith(_OTHERS):
        raise FormatNotRead
    rows = read_csv(file)
    first = list(itertools.islice(rows, AMONG_FIRST + 1))
    header = find_header(first, columns)
    return Table("", header, _records(itertools.chain(first, rows), header))


def _in_workbook(file: BinaryIO, columns: Sequence[Column]) -> Table:
    missing: HeaderMissing | None = None
    for sheet in read_sheets(file):
        try:
            header = find_header(sheet.rows, columns)
        except HeaderMissing as refusal:
            missing = missing or refusal
        else:
            return Table(sheet.name, header, _records(sheet.rows, header), sheet.links)
    raise missing or FileUnreadable


def _records(rows: Iterable[Row], header: Header) -> Iterator[Record | LeftOut]:
    for row in rows:
        if row.number <= header.row or not row.filled:
            continue
        if reason := _reason(row, header):
            yield LeftOut(row.number, reason, " ".join(text_of(cell) for cell in row.cells if not is_empty(cell))[:200])
            continue
        cells = {
            name: row.cells[at]
            for name, at in header.places.items()
            if at < len(row.cells) and not is_empty(row.cells[at])
        }
        yield Record(row.number, cells, row.marks)


def _reason(row: Row, header: Header) -> Reason | None:
    if row.number == header.row + 1 and is_numbering(row):
        return "numbering"
    if is_header_again(row, header):
        return "header_again"
    if _is_total(row):
        return "total"
    named = sum(at < len(row.cells) and not is_empty(row.cells[at]) for at in header.places.values())
    # A heading between the rows, or a remark and a signature under them, fills a single cell or a merged one.
    texts = {text_of(cell) for cell in row.cells if not is_empty(cell)}
    return "note" if len(header.places) >= _WIDE and (named <= 1 or len(texts) <= 1) else None


def _is_total(row: Row) -> bool:
    texts = list(dict.fromkeys(text_of(cell) for cell in row.cells if not is_empty(cell)))
    return bool(texts) and bool(_TOTAL.match(texts[0])) and all(_NUMBER.fullmatch(text) for text in texts[1:])
