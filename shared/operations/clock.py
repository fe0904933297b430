"""The business clock: the machine's time, or a movable time in the embedded stack.

It dates events and deadlines. Leases, tokens and latencies use the machine's clock instead.
"""

import json
import os
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

from shared.operations.settings import Settings


class BusinessClock(Protocol):
    """Source of the business instant, and of the date in a time zone."""

    def now(self) -> datetime:
        """Return the instant, in UTC."""
        ...

    def today(self, zone: str) -> date:
        """Return the date in a zone such as `Asia/Jakarta`."""
        ...


class SystemClock:
    """The machine's time."""

    def now(self) -> datetime:
        """Return the instant, in UTC."""
        return datetime.now(UTC)

    def today(self, zone: str) -> date:
        """Return the date in a zone such as `Asia/Jakarta`."""
        return self.now().astimezone(ZoneInfo(zone)).date()


@dataclass(frozen=True)
class Setting:
    """The instant to which the clock was set, and the machine's instant at that moment."""

    set_to: datetime
    at: datetime

    @property
    def offset(self) -> timedelta:
        """How far the business clock is ahead of the machine."""
        return self.set_to - self.at


class MovableClock(SystemClock):
    """Runs from the instant to which it was set, at the machine's speed; processes with the same file share it."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._seen: tuple[int, int] | None = None
        self._offset = timedelta()

    def now(self) -> datetime:
        """Return the instant, in UTC; the file is read again after it was replaced."""
        try:
            status = self._file.stat()
            # If the clock is moved twice within one tick of the file system's clock, the inode still differs.
            seen = (status.st_mtime_ns, status.st_ino)
            if seen != self._seen:
                setting = read_setting(self._file)
                self._offset, self._seen = setting.offset, seen
        except FileNotFoundError:
            self._offset, self._seen = timedelta(), None
        return super().now() + self._offset

    def move_to(self, instant: datetime) -> None:
        """Set the clock to an instant, for all processes that read the file."""
        setting = {"set_to": instant.astimezone(UTC).isoformat(), "at": super().now().isoformat()}
        # Replaced atomically: a reader sees the old file or the new one, never a part.
        draft = self._file.with_suffix(f".{os.getpid()}")
        draft.write_text(json.dumps(setting))
        draft.replace(self._file)

    def reset(self) -> None:
        """Return to the machine's time."""
        self._file.unlink(missing_ok=True)


def read_setting(file: Path) -> Setting:
    """Read the clock's file. Raises `ValueError` unless it holds two instants with time zones."""
    try:
        content = json.loads(file.read_bytes())
        setting = Setting(datetime.fromisoformat(content["set_to"]), datetime.fromisoformat(content["at"]))
        setting.offset  # noqa: B018 -- raises if only one of the instants has a zone
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{file} is not a valid clock file ({error}): run `sinergi clock reset`") from error
    return setting


def business_clock(settings: Settings) -> BusinessClock:
    """Return the clock of this process. A movable clock is refused outside the embedded stack."""
    if settings.clock_file is None:
        return SystemClock()
    if not settings.embedded:
        raise ValueError("SINERGI_CLOCK_FILE is for the embedded stack only: unset it")
    return MovableClock(settings.clock_file)
