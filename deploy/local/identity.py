"""The identity of a process: its pid and its start time, because the system uses pids again."""

import signal
import time
from collections.abc import Iterable
from contextlib import suppress

import psutil
from pydantic import BaseModel

# While the machine's clock is corrected, start times differ by some hundredths of a second.
_TOLERANCE_SECONDS = 1.0


class Identity(BaseModel):
    """A process at its start, and the signal that ends it."""

    pid: int
    started: float
    stop_signal: int = int(signal.SIGTERM)

    @classmethod
    def of(cls, pid: int, stop_signal: int = signal.SIGTERM) -> "Identity | None":
        """Identify a process; None when it has ended already."""
        try:
            return cls(pid=pid, started=psutil.Process(pid).create_time(), stop_signal=int(stop_signal))
        except psutil.NoSuchProcess:
            return None

    def find(self) -> psutil.Process | None:
        """Return the process while it is alive; None when it has ended or another process has its pid."""
        # A zombie has ended: it waits for its parent to read its code, and has neither ports nor locks.
        try:
            process = psutil.Process(self.pid)
            same = abs(process.create_time() - self.started) < _TOLERANCE_SECONDS
            return process if same and process.status() != psutil.STATUS_ZOMBIE else None
        except psutil.NoSuchProcess:
            return None


def end_all(identities: Iterable[Identity], grace: float = 10.0) -> list[int]:
    """End the processes that are alive, by their own signal and then by force; return their pids."""
    alive = [identity for identity in identities if identity.find() is not None]
    for identity in alive:
        _signal(identity, identity.stop_signal)
        # A frozen process handles a signal when it continues. The signal is sent first, so it is handled first.
        _thaw(identity)
    for identity in _outliving(alive, grace):
        _signal(identity, signal.SIGKILL)
    _outliving(alive, grace)
    return [identity.pid for identity in alive]


def _outliving(identities: list[Identity], seconds: float) -> list[Identity]:
    # psutil's own wait counts a zombie as alive, and an orphaned zombie stays until init collects it.
    deadline = time.monotonic() + seconds
    while (alive := [identity for identity in identities if identity.find()]) and time.monotonic() < deadline:
        time.sleep(0.05)
    return alive


def _thaw(identity: Identity) -> None:
    with suppress(psutil.NoSuchProcess):
        if process := identity.find():
            for frozen in (process, *process.children(recursive=True)):
                frozen.resume()


def _signal(identity: Identity, number: int) -> None:
    if process := identity.find():
        with suppress(psutil.NoSuchProcess):
            process.send_signal(number)
