"""What time it is for the business: the machine's time, or in the embedded stack a time that can be moved.

It dates what happens in the field. Leases, tokens and latencies never ask it: they use the machine's clock.
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
    """Tells the business instant, and the date that it is in a zone."""

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
    """Where the clock was put, and the machine's instant at which that was done."""

    set_to: datetime
    at: datetime

    @property
    def offset(self) -> timedelta:
        """How far the business is ahead of the machine."""
        return self.set_to - self.at


class MovableClock(SystemClock):
    """Goes on from where it was put, at the machine's pace; every process that reads the file sees the same time."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._seen: tuple[int, int] | None = None
        self._offset = timedelta()

    def now(self) -> datetime:
        """Return the instant, in UTC; the file is read again when it was replaced."""
        try:
            status = self._file.stat()
            # Of two moves within one tick of the file system's clock the inode tells that the file is another.
            seen = (status.st_mtime_ns, status.st_ino)
            if seen != self._seen:
                setting = read_setting(self._file)
                self._offset, self._seen = setting.offset, seen
        except FileNotFoundError:
            self._offset, self._seen = timedelta(), None
        return super().now() + self._offset

    def move_to(self, instant: datetime) -> None:
        """Put the clock on an instant, for all that read the file."""
        setting = {"set_to": instant.astimezone(UTC).isoformat(), "at": super().now().isoformat()}
        # Put in its place whole: a reader sees the old file or the new one, never half of it.
        draft = self._file.with_suffix(f".{os.getpid()}")
        draft.write_text(json.dumps(setting))
        draft.replace(self._file)

    def reset(self) -> None:
        """Go back to the machine's time."""
        self._file.unlink(missing_ok=True)


def read_setting(file: Path) -> Setting:
    """Read the clock's file. Raises `ValueError` for one that names no two instants with their zone."""
    try:
        content = json.loads(file.read_bytes())
        setting = Setting(datetime.fromisoformat(content["set_to"]), datetime.fromisoformat(content["at"]))
        setting.offset  # noqa: B018 -- instants with and without a zone can't be compared
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{file} is no clock ({error}): put it right with `sinergi clock reset`") from error
    return setting


def business_clock(settings: Settings) -> BusinessClock:
    """Return the clock of this process. A movable one is refused outside of the embedded stack."""
    if settings.clock_file is None:
        return SystemClock()
    if not settings.embedded:
        raise ValueError("SINERGI_CLOCK_FILE is for the embedded stack only: unset it")
    return MovableClock(settings.clock_file)
