"""An import: one file of one kind, and its rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from services.agreements.imports.model.findings import Finding, Severity
from services.agreements.imports.model.refusals import ImportWithdrawn, RunGoingOn
from shared.tables.cells import Mark, Value, text_of
from shared.values.capabilities import ScopeKind
from shared.values.texts import Text

Kind = Literal["units", "positions", "partners", "agreements"]
RowState = Literal["unchecked", "ready", "cautioned", "refused", "known", "accepted", "withdrawn"]
"""A *known* row is on record already and changes nothing."""
ACCEPTABLE: tuple[RowState, ...] = ("ready", "cautioned")
Step = Literal["check", "accept", "withdraw"]
"""A step is done with every row of an import, some rows at a time."""
WAITING: Mapping[Step, tuple[RowState, ...]] = {
    "check": ("unchecked",),
    "accept": ACCEPTABLE,
    "withdraw": ("accepted",),
}
"""The states of rows that a step has not taken yet."""
SLICE = 50
"""Rows that one request checks or accepts, so that none of them is long."""


@dataclass(frozen=True, slots=True)
class ImportScope:
    """The unit for which an import was sent; the nation at the command line."""

    scope_kind: ScopeKind
    unit: str
    region: str | None = None


class Import(BaseModel):
    """One file as it was received."""

    model_config = ConfigDict(frozen=True)

    id: UUID
    kind: Kind
    file_name: str
    sheet: str
    header_row: int
    scope_kind: ScopeKind
    unit: str
    region: str | None
    account: str
    received_at: datetime
    withdrawn_at: datetime | None = None
    links: bool = False
    unknown_titles: tuple[str, ...] = ()
    running: Step | None = None
    stopped_by: Text | None = None
    version: int = 1

    @property
    def can_be_withdrawn(self) -> bool:
        """Whether it can be withdrawn now: a check changes nothing, so it need not end first."""
        return self.withdrawn_at is None and self.running in (None, "check")

    def require_free(self, step: Step) -> None:
        """Raise `RunGoingOn` if a step is being done that this one cannot replace."""
        if self.running is not None and not (step == "withdraw" and self.can_be_withdrawn):
            raise RunGoingOn

    def require_live(self) -> None:
        """Raise `ImportWithdrawn`."""
        if self.withdrawn_at is not None:
            raise ImportWithdrawn


class LeftOutRow(BaseModel):
    """A row of the file that is no row of its table: a heading, a total, a note."""

    model_config = ConfigDict(frozen=True)

    number: int
    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class Run:
    """A step that the worker does with every row of an import, as an account."""

    import_id: UUID
    step: Step
    account: str
    reason: str | None = None


class ImportRow(BaseModel):
    """One row with its number as the sender sees it, and its findings; `before` are earlier values of a unit."""

    model_config = ConfigDict(frozen=True)

    number: int
    cells: Mapping[str, Any]
    marks: tuple[Mark, ...] = ()
    state: RowState = "unchecked"
    findings: tuple[Finding, ...] = ()
    resource_id: UUID | None = None
    before: Mapping[str, Any] | None = None


def state_of(findings: tuple[Finding, ...], *, whole: bool, known: bool) -> RowState:
    """The state of a checked row; one that is not `whole` could not be understood."""
    severities: set[Severity] = {finding.severity for finding in findings}
    if "refused" in severities or not whole:
        return "refused"
    if known:
        return "known"
    return "cautioned" if severities else "ready"


def packed(cells: Mapping[str, Value]) -> dict[str, Any]:
    """The cells of a row as JSON: a day as an object, so that it stays apart from a text."""
    return {name: _packed(value) for name, value in cells.items()}


def unpacked(cells: Mapping[str, Any]) -> dict[str, Value]:
    """The cells of a row from JSON."""
    return {
        name: date.fromisoformat(value["day"]) if isinstance(value, dict) else value for name, value in cells.items()
    }


def _packed(value: Value) -> Any:
    match value:
        case datetime():
            return {"day": value.date().isoformat()}
        case date():
            return {"day": value.isoformat()}
        case str() | time() | timedelta():
            return text_of(value)
        case _:
            return value
