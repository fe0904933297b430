"""Reads CSV files row by row, with the separator and the encoding of the program that wrote them.

Indonesian Excel writes `;` and Windows-1252, or UTF-8 with a BOM; its "Unicode text" is UTF-16 with tabs.
"""

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO

from shared.tables.cells import Row
from shared.tables.limits import FileUnreadable

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SEPARATORS = (";", "\t", ",")
_SAMPLE = 65_536
_DIRECTIVE = "sep="
_TWO_COLUMNS = 2


def read_csv(file: BinaryIO) -> Iterator[Row]:
    """The rows of a file, without holding more than one of them. Raises `FileUnreadable`."""
    encoding = _encoding(file)
    file.seek(0)
    text = io.TextIOWrapper(file, encoding, newline="")
    try:
        first = text.readline()
        separator = first[len(_DIRECTIVE) : len(_DIRECTIVE) + 1] if first.casefold().startswith(_DIRECTIVE) else ""
        if not separator:
            # Excel shows no row for the directive, so only then the first line is read as one.
            text.seek(0)
            separator = _separator(text.read(_SAMPLE))
            text.seek(0)
        for number, cells in enumerate(csv.reader(text, delimiter=separator), 1):
            if any(cells):
                yield Row(number, tuple(cells))
    except (csv.Error, UnicodeDecodeError) as error:
        # A quotation mark that is never closed makes the rest of the file one cell, which exceeds the limit of csv.
        raise FileUnreadable from error
    finally:
        # Otherwise the wrapper closes the file of the caller.
        text.detach()


def _encoding(file: BinaryIO) -> str:
    file.seek(0)
    begin = file.read(_SAMPLE)
    for bom, name in _BOMS:
        if begin.startswith(bom):
            return name
    if b"\0" in begin:
        return "utf-16-le" if begin[1::2].count(0) > begin[::2].count(0) else "utf-16-be"
    # The whole file, because the first letter with an accent may come late.
    decoder = codecs.getincrementaldecoder("utf-8")()
    file.seek(0)
    try:
        while chunk := file.read(_SAMPLE):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _separator(sample: str) -> str:
    """The separator by which most rows have the same number of cells."""

    def fit(separator: str) -> tuple[int, int]:
        try:
            widths = Counter(len(cells) for cells in csv.reader(io.StringIO(sample), delimiter=separator) if cells)
        except csv.Error:
            return (0, 0)
        several = [(rows, width) for width, rows in widths.items() if width >= _TWO_COLUMNS]
        return max(several, default=(0, 0))

    return max(_SEPARATORS, key=fit)
