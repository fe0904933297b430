"""Findings about a row: a fault that must be corrected, or a caution."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict

from shared.tables.cells import Mark, Value, lost_digits, text_of
from shared.values.refusals import Invalid, Refusal
from shared.values.texts import Text

LONGEST = 300
"""Characters of a cell, as of a line in the interface."""
Severity = Literal["refused", "cautioned"]
R = TypeVar("R")

_MARKED: Mapping[Mark, Text] = {
    "hidden": Text("Baris ini tersembunyi di lembar.", "This row is hidden in the sheet."),
    "merged": Text(
        "Baris ini mengambil isi sel gabungan di atasnya.", "This row takes the content of a merged cell above it."
    ),
    "formula": Text(
        "Baris ini berisi rumus; yang dibaca hasil terakhirnya.", "This row has a formula; its last result was read."
    ),
}


class DigitsLost(Invalid):
    """A number in the workbook is so long that its last digits are zeros."""

    title = Text("Angka terlalu panjang", "Digits lost")
    detail = Text(
        "Excel menyimpan paling banyak lima belas angka; {written} kehilangan angka belakangnya. Ketik ulang sebagai "
        "teks.",
        "Excel keeps fifteen digits; {written} has lost its last ones. Type it again as text.",
    )


class TextTooLong(Invalid):
    """A cell has more text than its column takes."""

    title = Text("Teks terlalu panjang", "Text too long")
    detail = Text(
        "Isi sel {length} huruf; paling banyak {limit}.", "The cell has {length} characters; {limit} are the most."
    )


class CellEmpty(Invalid):
    """A cell that is needed is empty."""

    title = Text("Sel kosong", "Cell empty")
    detail = Text("Sel ini wajib diisi.", "This cell must be filled.")


class Finding(BaseModel):
    """One finding; `column` is the name of the column, or empty if it concerns the whole row."""

    model_config = ConfigDict(frozen=True)

    severity: Severity
    code: str
    column: str = ""
    message: Text


@dataclass(slots=True)
class Reading:
    """The cells of a row while they are read. A cell that cannot be read is a finding, and the others are read too."""

    cells: Mapping[str, Value]
    marks: frozenset[Mark] = frozenset()
    findings: list[Finding] = field(default_factory=list)

    def __post_init__(self) -> None:
        for mark in sorted(self.marks):
            self.caution("", f"row_{mark}", _MARKED[mark])

    @property
    def refused(self) -> bool:
        """Whether something must be corrected."""
        return any(finding.severity == "refused" for finding in self.findings)

    def text(self, column: str, limit: int = LONGEST) -> str | None:
        """The text of a cell, None if it is empty or cannot be read."""
        value = self.cells.get(column)
        if value is None:
            return None
        if lost_digits(value):
            self.refuse(column, DigitsLost(written=text_of(value)))
            return None
        text = text_of(value)
        if len(text) > limit:
            self.refuse(column, TextTooLong(length=len(text), limit=limit))
            return None
        return text

    def needed(self, column: str) -> str:
        """The text of a cell that must be filled."""
        found = self.text(column)
        if found is None and column not in self.cells:
            self.refuse(column, CellEmpty())
        return found or ""

    def read(self, column: str, read: Callable[[Value], R]) -> R | None:
        """The value of a cell by a function of `shared.tables`; None if it is empty or cannot be read."""
        value = self.cells.get(column)
        if value is None:
            return None
        try:
            return read(value)
        except Refusal as refusal:
            self.refuse(column, refusal)
            return None

    def refuse(self, column: str, refusal: Refusal) -> None:
        """Something must be corrected."""
        self._add(Finding(severity="refused", code=refusal.code(), column=column, message=refusal.sentence))

    def caution(self, column: str, code: str, message: Text) -> None:
        """Something may be a mistake."""
        self._add(Finding(severity="cautioned", code=code, column=column, message=message))

    def _add(self, finding: Finding) -> None:
        if finding not in self.findings:
            self.findings.append(finding)
