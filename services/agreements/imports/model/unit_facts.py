"""Understands the dated facts in a row of the table of units."""

from collections.abc import Callable, Mapping
from datetime import date

from services.agreements.imports.model.findings import CellEmpty, Reading
from services.agreements.register.model.facts import FactKind, UnitFact
from shared.tables.numbers import read_whole
from shared.values.refusals import Refusal


def _number(reading: Reading, column: str) -> str | None:
    number = reading.read(column, read_whole)
    return None if number is None else str(number)


_READ: Mapping[FactKind, Callable[[Reading, str], str | None]] = {
    "official_code": Reading.text,
    "capacity": _number,
    "population": _number,
    "province": Reading.text,
}


def read_facts(reading: Reading, day: date | None, source: str) -> tuple[UnitFact, ...]:
    """The facts of a row, which hold from a day on; a cell may name another source."""
    values = {kind: value for kind, read in _READ.items() if (value := read(reading, kind))}
    if not values:
        return ()
    source = reading.text("source") or source
    if day is None:
        if "valid_from" not in reading.cells:
            reading.refuse("valid_from", CellEmpty())
        return ()
    facts = tuple(UnitFact(kind=kind, valid_from=day, value=value, source=source) for kind, value in values.items())
    for fact in facts:
        try:
            fact.require_readable()
        except Refusal as refusal:
            reading.refuse(fact.kind, refusal)
    return facts
