"""Skips in continuous integration: each needs a reason that was written down."""

from types import SimpleNamespace
from typing import Any

import pytest

from tests.running.skips import Skips, allowed_skips

ALLOWED = {"tests/unit/deploy/*::test_the_other_system": "only there"}


@pytest.fixture
def skips() -> Skips:
    return Skips(ALLOWED)


def finish(skips: Skips, exitstatus: int = pytest.ExitCode.OK) -> int:
    """The exit status of a run that would have had this one."""
    session: Any = SimpleNamespace(exitstatus=exitstatus)
    skips.pytest_sessionfinish(session)
    return int(session.exitstatus)


def report(nodeid: str, **more: Any) -> Any:
    return SimpleNamespace(nodeid=nodeid, skipped=True, **more)


def test_a_skip_without_a_reason_fails_the_run(skips: Skips) -> None:
    skips.pytest_runtest_logreport(report("tests/unit/test_a.py::test_a"))
    skips.pytest_collectreport(report("tests/unit/test_b.py"))
    assert skips.unexpected == ["tests/unit/test_a.py::test_a", "tests/unit/test_b.py"]
    assert finish(skips) == pytest.ExitCode.TESTS_FAILED
    assert finish(skips, pytest.ExitCode.INTERRUPTED) == pytest.ExitCode.INTERRUPTED


def test_a_skip_with_a_reason_and_an_expected_failure_do_not(skips: Skips) -> None:
    skips.pytest_runtest_logreport(report("tests/unit/deploy/test_a.py::test_the_other_system"))
    skips.pytest_runtest_logreport(report("tests/unit/test_a.py::test_a", wasxfail="not yet"))
    assert finish(skips) == pytest.ExitCode.OK


def test_every_allowed_skip_has_a_reason() -> None:
    assert all(reason.strip() for reason in allowed_skips().values())
