"""The one folder that holds everything the embedded stack keeps, and the lock that makes it one stack's own."""

import fcntl
import os
import time
from dataclasses import dataclass, field
from pathlib import Path

from deploy.installation.trouble import Trouble

# One that is just ending gives the lock back last of all.
_CLAIM_SECONDS = 1.0


@dataclass
class Folder:
    """The places inside the data folder. Whoever holds the lock is the only one to start anything in it."""

    root: Path
    _lock: int | None = field(default=None, init=False, repr=False)

    def __post_init__(self) -> None:
        self.root = self.root.expanduser().absolute()

    @property
    def secrets(self) -> Path:
        """One file for each secret, readable by its owner only."""
        return self.root / "secrets"

    @property
    def logs(self) -> Path:
        """One log for each process, and those of earlier runs."""
        return self.root / "logs"

    @property
    def postgres(self) -> Path:
        """PostgreSQL's data directory."""
        return self.root / "postgres"

    @property
    def kafka(self) -> Path:
        """Kafka's settings and data."""
        return self.root / "kafka"

    @property
    def clock(self) -> Path:
        """The movable business clock."""
        return self.root / "clock.json"

    @property
    def state(self) -> Path:
        """Ports and processes, as the stack last knew them."""
        return self.root / "state.json"

    def log(self, process: str) -> Path:
        """Return the log of one process."""
        return self.logs / f"{process}.log"

    def make(self) -> None:
        """Make the folder, for its owner only."""
        try:
            for place in (self.root, self.secrets, self.logs, self.kafka):
                place.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            message = f"{self.root} cannot be written ({error.strerror}): set SINERGI_DATA_DIR to a folder of yours"
            raise Trouble(message) from error

    def claim(self) -> None:
        """Take the lock, which the system gives back however this process ends."""
        self.make()
        # No child inherits what Python opens, so a process that outlives this one does not go on holding the lock.
        lock = os.open(self.root / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        deadline = time.monotonic() + _CLAIM_SECONDS
        while not _try_lock(lock):
            if time.monotonic() > deadline:
                os.close(lock)
                raise Trouble(f"Another embedded stack runs in {self.root}: stop it with `sinergi down`")
            time.sleep(0.05)
        self._lock = lock

    def release(self) -> None:
        """Give the lock back."""
        # The file stays: were it removed, one stack could lock it and another a new one of the same name.
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


def _try_lock(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
