"""Which process it was: a pid together with its start time, so that a pid used again is never taken for the old one."""

import signal
import time
from collections.abc import Iterable
from contextlib import suppress

import psutil
from pydantic import BaseModel

# A machine whose clock is being corrected reports start times that differ by some hundredths.
_TOLERANCE_SECONDS = 1.0


class Identity(BaseModel):
    """A process as it was seen when it started, and the signal that asks it to end."""

    pid: int
    started: float
    stop_signal: int = int(signal.SIGTERM)

    @classmethod
    def of(cls, pid: int, stop_signal: int = signal.SIGTERM) -> "Identity | None":
        """Identify a process; one that ended already has no identity any more."""
        try:
            return cls(pid=pid, started=psutil.Process(pid).create_time(), stop_signal=int(stop_signal))
        except psutil.NoSuchProcess:
            return None

    def find(self) -> psutil.Process | None:
        """Return the process while it lives, and nothing when another one has its pid."""
        # A zombie has ended: it only waits for its parent to look, and takes neither port nor lock.
        try:
            process = psutil.Process(self.pid)
            same = abs(process.create_time() - self.started) < _TOLERANCE_SECONDS
            return process if same and process.status() != psutil.STATUS_ZOMBIE else None
        except psutil.NoSuchProcess:
            return None


def end_all(identities: Iterable[Identity], grace: float = 10.0) -> list[int]:
    """End what still lives, by its own signal first, then by force; return the pids that were found alive."""
    alive = [identity for identity in identities if identity.find() is not None]
    for identity in alive:
        _signal(identity, identity.stop_signal)
        # What is frozen gets a signal only when it goes on. It is sent first, so that nothing else is done before it.
        _thaw(identity)
    for identity in _outliving(alive, grace):
        _signal(identity, signal.SIGKILL)
    _outliving(alive, grace)
    return [identity.pid for identity in alive]


def _outliving(identities: list[Identity], seconds: float) -> list[Identity]:
    # psutil's own waiting takes a zombie for alive, and an orphan's may stay for as long as init pleases.
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
