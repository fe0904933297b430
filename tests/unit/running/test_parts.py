"""Which tests run in an ordinary run, and which in a part of `make test-all`."""

import math
import re
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis.strategies import integers

from tests.running.budgets import PYPROJECT
from tests.running.parts import FAMILIES, PARTS, belongs, undrawn


def item(*marks: pytest.MarkDecorator, function: Any = len, nodeid: str = "tests/unit/test_a.py::test_b") -> Any:
    """A test with these marks."""
    return SimpleNamespace(obj=function, nodeid=nodeid, iter_markers=lambda _name: [each.mark for each in marks])


@pytest.mark.parametrize(
    ("part", "runs"), [(None, {"plain", "both"}), ("access", {"both", "only"}), ("chaos", set()), ("properties", set())]
)
def test_a_part_runs_what_is_marked_for_it_and_an_ordinary_run_leaves_out_what_is_for_a_part_only(
    part: str | None, runs: set[str]
) -> None:
    items = {
        "plain": item(),
        "both": item(pytest.mark.part("access")),
        "only": item(pytest.mark.part("access", only=True)),
    }
    assert {name for name, each in items.items() if belongs(part, each)} == runs


def test_property_tests_run_always_and_are_a_part() -> None:
    drawing = item(function=given(integers())(lambda _number: None))
    assert [belongs(part, drawing) for part in (None, "properties", "access")] == [True, True, False]


def test_an_ordinary_run_draws_some_tests_of_a_part_anew_in_each_run() -> None:
    marked = [item(pytest.mark.part("requests", one_in=3), nodeid=f"test_a.py::test_b[{each}]") for each in range(300)]
    one, other = ([each.nodeid for each in marked if belongs(None, each, seed)] for seed in (1, 2))
    assert one == [each.nodeid for each in marked if belongs(None, each, 1)]
    assert one != other
    assert 70 < len(one) < 130
    assert all(belongs("requests", each) for each in marked)


def test_the_controls_of_the_event_core_run_in_its_part_alone() -> None:
    control, proof = (item(nodeid=f"tests/core/test_a.py::test_{name}") for name in ("control_a", "b"))
    assert [belongs(part, control) for part in (None, "core", "chaos")] == [False, True, False]
    assert [belongs(part, proof) for part in (None, "core")] == [True, True]


def test_a_part_runs_all_of_its_folders_but_what_another_part_alone_runs() -> None:
    nodeid = "tests/behaviour/agreements/imported/test_a.py::test_b"
    plain, only = item(nodeid=nodeid), item(pytest.mark.part("tables", only=True), nodeid=nodeid)
    assert [belongs(part, plain) for part in (None, "agreements", "programs")] == [True, True, False]
    assert [belongs(part, only) for part in (None, "agreements", "tables")] == [False, False, True]
    assert not belongs("agreements", item(nodeid="tests/behaviour/test_access.py::test_b"))
    assert belongs("interface", item(nodeid="tests/behaviour/test_access.py::test_b"))


def test_an_ordinary_run_draws_some_files_of_each_family_anew_in_each_run() -> None:
    files = {f"tests/behaviour/agreements/test_{number}.py" for number in range(40)} | {"tests/unit/test_a.py"}
    tests = [f"{file}::test_{name}" for file in files for name in ("a", "b[1]")]
    one, other = (files - undrawn(tests, seed) for seed in (1, 2))
    assert one != other
    assert one == files - undrawn(tests, 1)
    of_family = math.ceil(40 / FAMILIES["tests/behaviour/agreements"].one_in)
    assert [len(each) for each in (one, other)] == [of_family + 1] * 2  # the other one has no family


def test_of_a_table_an_ordinary_run_draws_rows_and_runs_every_test_without_parameters() -> None:
    rows = {f"tests/behaviour/http/test_a.py::test_row[{number}]" for number in range(40)}
    whole = {f"tests/behaviour/http/test_{number}.py::test_of_the_whole_table" for number in range(40)}
    run = (rows | whole) - undrawn(rows | whole, 1)
    assert whole < run
    assert len(run & rows) == math.ceil(40 / FAMILIES["tests/behaviour/http"].one_in)


def test_every_family_is_a_folder_with_tests() -> None:
    root = PYPROJECT.parent
    assert all((root / name).is_file() or any((root / name).rglob("test_*.py")) for name in FAMILIES)
    assert {family.part for family in FAMILIES.values()} <= set(PARTS)


def test_no_part_is_named_like_a_folder() -> None:
    """Before pytest knows the option, it takes its value for a path, and reads the settings of this folder only."""
    assert [part for part in PARTS if (PYPROJECT.parent / part).exists()] == []


def test_make_knows_the_same_parts() -> None:
    listed = re.search(r"^PARTS := (.*)$", (PYPROJECT.parent / "Makefile").read_text(), re.MULTILINE)
    assert listed
    assert listed[1].split() == sorted(PARTS)
