"""The cells of a row as a page shows them."""

from collections.abc import Mapping

from services.agreements.imports.model.imports import ImportRow, Kind, unpacked
from services.agreements.imports.shipped import columns
from shared.tables.cells import text_of


def titles(kind: Kind) -> Mapping[str, str]:
    """The title of each column, as the template has it."""
    return {column.name: column.titles[0] for column in columns()[kind]}


def texts(row: ImportRow) -> dict[str, str]:
    """The text of each cell."""
    return {name: text_of(value) for name, value in unpacked(row.cells).items()}


def brief(kind: Kind, row: ImportRow) -> str:
    """The cells by which a person recognises a row: the first column, and those that must be filled."""
    shown = texts(row)
    first, *others = columns()[kind]
    named = [first.name, *(column.name for column in others if column.required)]
    return " · ".join(shown[name] for name in named if name in shown)
