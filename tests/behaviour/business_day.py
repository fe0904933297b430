"""The business clock of a run: no midnight of Indonesia passes while it lasts, and it may be on another day.

A test compares days that it has computed at different moments. `--business-day=2027-01-01` runs the tests as on that
day: some rules depend on the part of the year. `--business-day=2027-01-01T22:30` begins at that hour of the capital,
when the day in the east is the next one.
"""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import get_args
from zoneinfo import ZoneInfo

import pytest

from shared.operations.clock import MovableClock
from shared.values.terms import Zone
from shared.values.working_days import working_zones

LONGEST_RUN = timedelta(minutes=25)
ZONES = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura", "UTC")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--business-day`."""
    text = "run the tests of behaviour as on a later day, from the morning or from an hour of the capital on"
    parser.addoption("--business-day", type=moment_of, help=text)


def moment_of(text: str) -> datetime:
    """The morning of a day, or an hour of it in the capital."""
    return datetime.fromisoformat(text if "T" in text else f"{text}T10:00").replace(tzinfo=ZoneInfo("Asia/Jakarta"))


def beginning(now: datetime, given: datetime | None = None) -> datetime:
    """The business time at which a run begins: the given one, or now; later if a midnight is near."""
    if given is not None:
        return given
    midnights = sorted(_next_midnight(now, zone) for zone in ZONES)
    for midnight in midnights:
        if now < midnight <= now + LONGEST_RUN:
            now = midnight + timedelta(minutes=1)
    return now


def on_working_day(moment: datetime) -> datetime:
    """The moment, or the same time of the first day after it on which offices work in every zone."""
    while len(working_zones(moment)) < len(get_args(Zone)):
        moment += timedelta(days=1)
    return moment


def _next_midnight(now: datetime, zone: str) -> datetime:
    tomorrow = now.astimezone(ZoneInfo(zone)).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time(), ZoneInfo(zone)).astimezone(UTC)


class ClockOfTheRun(MovableClock):
    """A movable clock that returns to the time of the run."""

    def __init__(self, file: Path, given: datetime | None) -> None:
        super().__init__(file)
        now = datetime.now(UTC)
        self._ahead = beginning(now, given) - now
        self.reset()

    def reset(self) -> None:
        """Return to the time of the run, which is the machine's or later."""
        if self._ahead:
            self.move_to(datetime.now(UTC) + self._ahead)
        else:
            super().reset()
