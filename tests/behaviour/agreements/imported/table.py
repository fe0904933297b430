"""Makes the table: a thousand rows in an order that a seed decides, with what is expected of each special row."""

import io
import itertools
import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import xlsxwriter
import yaml

ROWS = 1_000
SEED = 20260127
TITLES = (
    "No", "Nomor PKS", "Nomor mitra", "Jenis", "Tentang", "UPT", "Mitra", "Tanggal", "Tahun", "Mulai", "Berakhir",
    "Masa berlaku", "Bidang", "Status", "Perpanjangan dari",
)  # fmt: skip
"""Mulai and Berakhir are under one merged title, "Jangka Waktu"."""
FIRST = 6
"""The number of the first row of the table: above it are a title, an empty row, a header of two rows, and numbers."""
PARTNERS = 30


@dataclass(frozen=True)
class Expected:
    """The list made by hand, for one row."""

    name: str
    state: str
    codes: frozenset[str]


@dataclass
class Line:
    """One row before it has a place."""

    cells: dict[str, Any]
    expected: Expected
    layout: frozenset[str] = frozenset()


@dataclass
class Table:
    """The rows, by their number as a spreadsheet shows it."""

    lines: dict[int, Line] = field(default_factory=dict)

    @property
    def expected(self) -> dict[int, Expected]:
        return {number: line.expected for number, line in self.lines.items()}

    def count(self, *states: str) -> int:
        return sum(line.expected.state in states for line in self.lines.values())


def partner(number: int) -> str:
    """The name of a partner as it is registered."""
    return f"Pemerintah Kabupaten Contoh {number:02}"


def table(units: Sequence[str], rows: int = ROWS) -> Table:
    """The table of agreements of these units, whose clean rows are all over."""
    chance = random.Random(SEED)  # noqa: S311 -- an order that can be repeated
    listed = yaml.safe_load((Path(__file__).parent / "kinds.yaml").read_text(encoding="utf-8"))
    groups = [
        _group(kind, at * listed["times"] + n, units)
        for at, kind in enumerate(listed["kinds"])
        for n in range(listed["times"])
    ]
    special = sum(map(len, groups))
    clean = Expected("clean", "ready", frozenset())
    groups += [[Line(_clean(number, units), clean)] for number in range(5_000, 5_000 + rows - special)]
    chance.shuffle(groups)
    lines = [line for group in groups for line in group]
    for before, line in itertools.pairwise(lines):
        if "merged" in line.layout:
            # The merged cell shows the partner of the row above, which must be one that is registered by that name.
            assert before.cells["Mitra"].startswith("Pemerintah Kabupaten Contoh"), "choose another seed"
            line.cells["Mitra"] = before.cells["Mitra"]
    return Table({FIRST + at: line for at, line in enumerate(lines)})


def _group(kind: Mapping[str, Any], number: int, units: Sequence[str]) -> list[Line]:
    found = [_special(kind, kind["name"], number, units)]
    if after := kind.get("followed_by"):
        found.append(_special(after, f"below: {kind['name']}", number, units))
    if before := kind.get("preceded_by"):
        found.insert(0, _special(before, f"above: {kind['name']}", number, units))
    return found


def _special(kind: Mapping[str, Any], name: str, number: int, units: Sequence[str]) -> Line:
    cells = _clean(number, units)
    unit = cells["UPT"]
    words = {"n": number, "unit": unit, "other_class": _of_another_class(unit), "p": f"{number % PARTNERS:02}"}
    for title, value in kind.get("cells", {}).items():
        cells[title] = value.format(**words) if isinstance(value, str) else value
    wanted = kind["expected"]
    return Line(cells, Expected(name, wanted["state"], frozenset(wanted["codes"])), frozenset(kind.get("layout", ())))


def _clean(number: int, units: Sequence[str]) -> dict[str, Any]:
    signed = date(2019, 1, 7) + timedelta(days=number % 60)
    return {
        "Nomor PKS": f"CONTOH-{number}/PKS/2019",
        "Nomor mitra": f"M-{number}/2019",
        "Jenis": "PKS",
        "Tentang": f"Perjanjian Kerja Sama Pembinaan Warga Binaan {number}",
        "UPT": units[number % len(units)],
        "Mitra": partner(number % PARTNERS),
        "Tanggal": signed,
        "Tahun": None,
        "Mulai": date(2019, 4, 1),
        "Berakhir": date(2021, 3, 31),
        "Masa berlaku": "2 tahun",
        "Bidang": "Kesehatan",
        "Status": "Berakhir",
        "Perpanjangan dari": None,
    }


def _of_another_class(unit: str) -> str:
    """The name written out, with a class that the unit does not have."""
    other = "III" if "Kelas III" not in unit else "I"
    named = re.sub(r"Kelas \w+", f"Klas {other}", unit).replace("Lapas ", "Lembaga Pemasyarakatan ")
    return named.replace("Rutan ", "Rumah Tahanan Negara ").replace("Bapas ", "Balai Pemasyarakatan ")


def partners_workbook() -> bytes:
    """The table of the partners, each in three spellings."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Mitra")
        sheet.write_row(0, 0, ("Nama mitra", "Kategori"))
        for number in range(PARTNERS):
            for at, name in enumerate(
                (partner(number), f"PEMKAB. CONTOH {number:02}", f"Pemerintah Kab. Contoh {number:02}")
            ):
                sheet.write_row(1 + number * 3 + at, 0, (name, "Pemda"))
    return file.getvalue()


def workbook(made: Table, *, remark: str = "") -> bytes:
    """The table as a workbook; another `remark` under it makes it another file."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Rekap PKS")
        days = book.add_format({"num_format": "dd/mm/yyyy"})
        _write_header(sheet)
        for number, line in made.lines.items():
            _write_line(sheet, number, line, days)
        for number, line in made.lines.items():
            if "merged" in line.layout:
                column = TITLES.index("Mitra")
                sheet.merge_range(number - 2, column, number - 1, column, line.cells["Mitra"])
        last = max(made.lines)
        sheet.write_row(last, 0, ("JUMLAH", f"{len(made.lines)} PKS"))
        sheet.write(last + 2, 0, f"Contoh, 27 Januari 2026 {remark}")
    return file.getvalue()


def _write_header(sheet: Any) -> None:
    sheet.merge_range(0, 0, 0, len(TITLES) - 1, "REKAPITULASI PERJANJIAN KERJA SAMA")
    for column, title in enumerate(TITLES):
        if title in ("Mulai", "Berakhir"):
            sheet.write(3, column, title)
        else:
            sheet.merge_range(2, column, 3, column, title)
        sheet.write(4, column, column + 1)
    sheet.merge_range(2, TITLES.index("Mulai"), 2, TITLES.index("Berakhir"), "Jangka Waktu")


def _write_line(sheet: Any, number: int, line: Line, days: Any) -> None:
    if "hidden" in line.layout:
        sheet.set_row(number - 1, None, None, {"hidden": True})
    for column, title in enumerate(TITLES):
        value = number - FIRST + 1 if title == "No" else line.cells.get(title)
        match value:
            case None:
                continue
            case date():
                sheet.write_datetime(number - 1, column, value, days)
            case str() if title == "Tentang" and "formula" in line.layout:
                sheet.write_formula(number - 1, column, f'="{value}"', None, value)
            case str():
                sheet.write_string(number - 1, column, value)
            case _:
                sheet.write_number(number - 1, column, value)
