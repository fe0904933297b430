"""The account of processor time: the budget of each test, and the faults."""

import pytest

from tests.running.budgets import PYPROJECT, Usage, budgets, clock

BUDGETS = {"tests/unit": 60.0, "tests/behaviour": 120.0, "tests/behaviour/programs": 180.0, "servers": 30.0}
TESTS = PYPROJECT.parent / "tests"


@pytest.fixture
def usage() -> Usage:
    return Usage(BUDGETS)


@pytest.mark.parametrize(
    ("nodeid", "budget"),
    [
        ("tests/unit/programs/test_program.py::test_a", "tests/unit"),
        ("tests/behaviour/test_access.py::test_a", "tests/behaviour"),
        ("tests/behaviour/programs/test_running.py::test_a[1]", "tests/behaviour/programs"),
        ("tests/behaviour/programs_of_others/test_b.py::test_a", "tests/behaviour"),
        ("tests/other/test_c.py::test_a", "tests/other/test_c.py"),
    ],
)
def test_a_test_counts_to_the_innermost_folder_with_a_budget(usage: Usage, nodeid: str, budget: str) -> None:
    assert usage.budget_of(nodeid) == budget


def test_the_tests_of_a_folder_are_summed_up_and_compared_with_its_budget(usage: Usage) -> None:
    usage.add_test("tests/unit/test_a.py::test_a", 30)
    usage.add_test("tests/unit/test_a.py::test_b", 30)
    assert usage.faults() == []
    usage.add_test("tests/unit/test_a.py::test_c", 5)
    assert usage.faults() == ["tests/unit used 1:05 of 1:00"]


def test_a_folder_does_not_use_up_the_budget_of_the_folder_around_it(usage: Usage) -> None:
    usage.add_test("tests/behaviour/programs/test_a.py::test_a", 170)
    usage.add_test("tests/behaviour/test_a.py::test_a", 119)
    assert usage.faults() == []


def test_what_is_set_apart_has_a_budget_of_its_own(usage: Usage) -> None:
    usage.add("servers", 20)
    usage.add("servers", 20)
    assert usage.faults() == ["servers used 0:40 of 0:30"]


def test_a_folder_without_a_budget_is_a_fault(usage: Usage) -> None:
    usage.add_test("tests/other/test_c.py::test_a", 0.1)
    assert usage.faults() == ["tests/other/test_c.py has no budget in pyproject.toml"]


def test_the_account_shows_every_sum_and_the_costliest_tests_first(usage: Usage) -> None:
    for number in range(12):
        usage.add_test(f"tests/unit/test_a.py::test_{number}", number)
    lines = [" ".join(line.split()) for line in usage.lines()]
    assert lines[:3] == ["tests/unit 1:06 of 1:00", "in all 1:06", "11.0 s tests/unit/test_a.py::test_11"]
    assert len(lines) == 12


@pytest.mark.parametrize(("seconds", "shown"), [(0, "0:00"), (59.6, "1:00"), (65, "1:05"), (3725, "62:05")])
def test_a_duration_is_shown_in_minutes_and_seconds(seconds: float, shown: str) -> None:
    assert clock(seconds) == shown


def test_every_folder_that_has_a_budget_exists() -> None:
    folders = {name for name in budgets() if name.startswith("tests/")}
    assert {name for name in folders if not (PYPROJECT.parent / name).is_dir()} == set()


def test_every_test_counts_to_a_budget() -> None:
    usage = Usage(budgets())
    files = {str(file.relative_to(PYPROJECT.parent)) for file in TESTS.rglob("test_*.py")}
    assert {usage.budget_of(file) for file in files} <= set(budgets())
