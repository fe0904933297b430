"""With `CI=true`, a skipped test fails the run unless `pyproject.toml` allows the skip with a reason."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

import pytest

from tests.running.budgets import PYPROJECT


def allowed_skips() -> Mapping[str, str]:
    """Reasons, by the ids of the tests that may be skipped, with `*` as in file names."""
    reasons: Mapping[str, str] = tomllib.loads(PYPROJECT.read_text())["tool"]["sinergi"]["allowed-skips"]
    return reasons


# Without equality, because pytest keeps its plugins in sets.
@dataclass(eq=False)
class Skips:
    """Remembers the skipped tests and fails the run that skipped one without leave."""

    allowed: Mapping[str, str]
    unexpected: list[str] = field(default_factory=list)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Remember a test that was skipped; an expected failure is no skip."""
        if report.skipped and not hasattr(report, "wasxfail"):
            self.note(report.nodeid)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Remember a file that was skipped as a whole."""
        if report.skipped:
            self.note(report.nodeid)

    def note(self, nodeid: str) -> None:
        """Remember a skip unless it is allowed."""
        if not any(fnmatchcase(nodeid, pattern) for pattern in self.allowed):
            self.unexpected.append(nodeid)

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Fail a run that succeeded otherwise."""
        if self.unexpected and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Name the skips that were not allowed."""
        for nodeid in self.unexpected:
            terminalreporter.write_line(f"skipped, and not among the allowed skips: {nodeid}", red=True)


def pytest_configure(config: pytest.Config) -> None:
    """Watch over skips in the process that sees all reports."""
    if os.environ.get("CI") == "true" and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Skips(allowed_skips()))
