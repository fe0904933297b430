"""Processor time of this process and of all processes below it."""

import os
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

import psutil

# Reading the system's list of processes costs some milliseconds. A process that is found late is charged a test later.
LIST_SECONDS = 1.0


@dataclass
class Meter:
    """Measures seconds per lap. Seconds that were set apart under a name of their own are in no lap."""

    elsewhere: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    _below: list[psutil.Process] = field(default_factory=list)
    _listed_at: float = 0.0
    _total: float = 0.0
    _told: float = 0.0

    def lap(self) -> float:
        """Seconds since the last call."""
        before, self._told = self._told, self._read() - sum(self.elsewhere.values())
        return max(self._told - before, 0.0)

    @contextmanager
    def apart(self, name: str) -> Iterator[None]:
        """Set apart the seconds of this block."""
        self._listed_at = 0.0
        before = self._read()
        yield
        self._listed_at = 0.0
        self.elsewhere[name] += self._read() - before

    def _read(self) -> float:
        now = time.monotonic()
        if now - self._listed_at > LIST_SECONDS:
            self._below, self._listed_at = psutil.Process().children(recursive=True), now
        total = sum(os.times()[:4])
        for process in self._below:
            with suppress(psutil.Error):
                total += sum(process.cpu_times()[:4])
        # Until its parent has noticed the end of a process, the system counts its time nowhere.
        self._total = max(self._total, total)
        return self._total
