"""The state of a row, and its cells as they are stored."""

import itertools
from datetime import UTC, date, datetime, time
from typing import Any, get_args
from uuid import uuid4

import pytest

from services.agreements.imports.model.findings import Finding, Reading, Severity
from services.agreements.imports.model.imports import Import, Kind, RowState, Step, packed, state_of, unpacked
from services.agreements.imports.model.refusals import RunGoingOn
from shared.tables.cells import Value
from shared.tables.reading import Reason
from shared.values.labels import labels
from shared.values.texts import Text


def found(severity: Severity) -> Finding:
    return Finding(severity=severity, code="x", message=Text("Periksa.", "Check."))


@pytest.mark.parametrize(
    ("severities", "whole", "known", "state"),
    [
        ((), True, False, "ready"),
        (("cautioned",), True, False, "cautioned"),
        (("cautioned", "refused"), True, False, "refused"),
        (("refused",), True, True, "refused"),
        (("cautioned",), True, True, "known"),
        (("cautioned",), False, False, "refused"),
    ],
)
def test_the_worst_finding_decides_the_state(
    severities: tuple[Severity, ...],
    whole: bool,
    known: bool,
    state: RowState,
) -> None:
    assert state_of(tuple(map(found, severities)), whole=whole, known=known) == state


@pytest.mark.parametrize(
    ("list_name", "codes"), [("import_kind", Kind), ("row_state", RowState), ("left_out_reason", Reason)]
)
def test_every_code_has_a_name(list_name: str, codes: Any) -> None:
    assert set(get_args(codes)) == labels()[list_name].keys()


def test_cells_are_stored_without_loss() -> None:
    cells: dict[str, Value] = {"title": "a\u200b b\x00\x07", "day": date(2026, 1, 27), "number": 7.5, "yes": True}
    assert unpacked(packed(cells)) == cells | {"title": "a b"}
    moment = packed({"day": datetime(2026, 1, 27, 9, 30), "at": time(9, 30)})  # noqa: DTZ001 -- as a workbook has it
    assert moment == {"day": {"day": "2026-01-27"}, "at": "09:30:00"}


def test_the_same_finding_counts_once_and_marks_come_first() -> None:
    reading = Reading({}, frozenset({"merged", "hidden"}))
    reading.needed("title")
    reading.needed("title")
    assert [finding.code for finding in reading.findings] == ["row_hidden", "row_merged", "cell-empty"]
    assert reading.refused


def test_a_check_gives_way_to_a_withdrawal_and_every_other_step_waits() -> None:
    def going_on(running: Step) -> Import:
        scope: dict[str, Any] = {"scope_kind": "nation", "unit": "", "region": None, "account": "petugas"}
        file: dict[str, Any] = {"kind": "partners", "file_name": "mitra.csv", "sheet": "", "header_row": 1}
        return Import(id=uuid4(), received_at=datetime(2026, 1, 27, tzinfo=UTC), running=running, **scope, **file)

    going_on("check").require_free("withdraw")
    for running, step in itertools.product(get_args(Step), get_args(Step)):
        if (running, step) != ("check", "withdraw"):
            with pytest.raises(RunGoingOn):
                going_on(running).require_free(step)
