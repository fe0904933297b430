"""CSV files of every program that people use."""

import io
import tracemalloc
from collections.abc import Iterator
from typing import BinaryIO

import pytest

from shared.tables.cells import text_of
from shared.tables.csv_files import read_csv
from shared.tables.limits import FileUnreadable


def cells_of(content: bytes) -> list[tuple[int, list[str]]]:
    return [(row.number, [text_of(cell) for cell in row.cells]) for row in read_csv(io.BytesIO(content))]


TABLE = "Nama;Nilai\nYayasan Ma’had Contoh – Cabang;1.234,5\n"
EXPECTED = [(1, ["Nama", "Nilai"]), (2, ["Yayasan Ma'had Contoh – Cabang", "1.234,5"])]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("separator", [";", "\t"])
def test_encoding_and_separator_are_found(encoding: str, separator: str) -> None:
    assert cells_of(TABLE.replace(";", separator).encode(encoding)) == EXPECTED


def test_a_comma_separates_where_it_makes_rows_of_one_width() -> None:
    assert cells_of(b'Nama,Nilai\n"Contoh, PT",12\nLain,3\n')[1] == (2, ["Contoh, PT", "12"])


def test_decimal_commas_are_not_taken_for_separators() -> None:
    assert cells_of(b"Nama;Nilai\nA;1,5\nB;2,5\nC;3\n")[1] == (2, ["A", "1,5"])


def test_a_letter_of_windows_is_found_however_late_it_comes() -> None:
    content = b"Nama;Nilai\n" + b"Contoh;1\n" * 20_000 + "Ma’had;2\n".encode("cp1252")
    assert cells_of(content)[-1] == (20_002, ["Ma'had", "2"])


def test_rows_are_numbered_as_a_spreadsheet_shows_them() -> None:
    content = b'sep=;\r\nNama;Nilai\r\n\r\n"dua\nbaris";1\r\n;\r\nakhir;2\r\n'
    assert [number for number, _ in cells_of(content)] == [1, 3, 5]


def test_a_file_that_is_no_text_is_refused() -> None:
    with pytest.raises(FileUnreadable):
        cells_of(b"Nama;Nilai\nA\x81;1\n")


class Generated(io.RawIOBase):
    """A file of 50,000 rows that is nowhere in memory."""

    def __init__(self) -> None:
        self._parts = self._made()

    @staticmethod
    def _made() -> Iterator[bytes]:
        yield b"Nomor;Mitra\n"
        for number in range(0, 50_000, 50):
            yield b"".join(b"CONTOH-%d;Mitra Contoh %d\n" % (n, n) for n in range(number, number + 50))

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        assert (offset, whence) == (0, 0)
        self._parts = self._made()
        return 0

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        part = next(self._parts, b"")
        buffer[: len(part)] = part
        return len(part)


def test_fifty_thousand_rows_are_read_without_growing_memory() -> None:
    file: BinaryIO = Generated()  # type: ignore[assignment]
    tracemalloc.start()
    rows = sum(1 for _ in read_csv(file))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert rows == 50_001
    assert peak < 600_000, "the file has 1.6 megabytes"
