"""Measures the processor time of every test; with `--budgets` the run fails when a folder exceeds its budget.

A test is charged with the time of its worker and of all processes below the worker, from the end of the previous
test to its own end. A worker runs one test at a time and has servers of its own, so nothing is shared between tests
that run side by side. The time of idle servers while a test waits is charged to this test. Starting and stopping the
worker's servers has a line of its own, and so has pytest itself (collecting, reporting). The time of a process whose
parent ended before it is lost.
"""

import time
from collections.abc import Generator
from dataclasses import dataclass
from typing import Any

import pytest
from xdist.workermanage import WorkerController

from tests.running.budgets import Usage, budgets
from tests.running.meter import Meter

METER = pytest.StashKey[Meter]()
PYTEST = "pytest"
SECONDS = "processor_seconds"
"""The attribute of a report; a worker sends all attributes of its reports to the process that sums up."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--budgets`."""
    parser.addoption("--budgets", action="store_true", help="fail when a folder exceeds its budget of processor time")


def pytest_configure(config: pytest.Config) -> None:
    """Begin to measure; sum up in the one process that sees the reports of all workers."""
    config.stash[METER] = Meter()
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Account(config, Usage(budgets())))


def pytest_collection_finish(session: pytest.Session) -> None:
    """Charge the time before the first test to pytest."""
    meter = session.config.stash[METER]
    meter.elsewhere[PYTEST] += meter.lap()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Add the seconds to the last report of a test."""
    report = yield
    if call.when == "teardown":
        vars(report)[SECONDS] = item.config.stash[METER].lap()
    return report


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Send the seconds that a worker has set apart."""
    output: dict[str, Any] | None = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["processor_seconds"] = _set_apart(session.config.stash[METER])


def _set_apart(meter: Meter) -> dict[str, float]:
    meter.elsewhere[PYTEST] += meter.lap()
    return dict(meter.elsewhere)


# Without equality, because pytest keeps its plugins in sets.
@dataclass(eq=False)
class Account:
    """Sums up, prints and judges."""

    config: pytest.Config
    usage: Usage

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count a test that has ended."""
        if report.when == "teardown":
            self.usage.add_test(report.nodeid, report.processor_seconds)

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: WorkerController) -> None:
        """Count the seconds that a worker has set apart."""
        self._add(getattr(node, "workeroutput", {}).get("processor_seconds", {}))

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Fail a run that succeeded and exceeded a budget."""
        alone = not self.config.getoption("numprocesses", None)
        self._add(_set_apart(self.config.stash[METER]) if alone else {PYTEST: time.process_time()})
        if self.config.option.budgets and self.usage.faults() and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Print the account."""
        if self.config.option.budgets:
            terminalreporter.section("processor time, minutes:seconds")
            for line in self.usage.lines():
                terminalreporter.write_line(line)
            for fault in self.usage.faults():
                terminalreporter.write_line(f"too much: {fault}", red=True)

    def _add(self, apart: dict[str, float]) -> None:
        for name, seconds in apart.items():
            self.usage.add(name, seconds)
