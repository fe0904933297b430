"""The data folder of the embedded stack, and the lock that allows only one stack in it."""

import fcntl
import os
import time
from dataclasses import dataclass, field
from pathlib import Path

from deploy.installation.trouble import Trouble

# A stack that is stopping releases the lock at the very end.
_CLAIM_SECONDS = 1.0


@dataclass
class Folder:
    """The paths inside the data folder. Only the stack that holds the lock may start processes in it."""

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
    def files(self) -> Path:
        """Scans and other files, encrypted."""
        return self.root / "files"

    @property
    def mail(self) -> Path:
        """The messages that the mail catcher took, one file each."""
        return self.root / "mail"

    @property
    def clock(self) -> Path:
        """The movable business clock."""
        return self.root / "clock.json"

    @property
    def state(self) -> Path:
        """The state file: ports and processes of the stack."""
        return self.root / "state.json"

    def log(self, process: str) -> Path:
        """Return the log of one process."""
        return self.logs / f"{process}.log"

    def make(self) -> None:
        """Create the folder, readable by its owner only. Raises `Trouble`."""
        try:
            for folder in (self.root, self.secrets, self.logs, self.kafka, self.files):
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            message = f"{self.root} cannot be written ({error.strerror}): set SINERGI_DATA_DIR to a folder of your own"
            raise Trouble(message) from error

    def claim(self) -> None:
        """Take the lock; the system releases it when this process ends. Raises `Trouble` when another stack has it."""
        self.make()
        # Python's file descriptors are not inherited, so a child that outlives this process does not hold the lock.
        lock = os.open(self.root / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        deadline = time.monotonic() + _CLAIM_SECONDS
        while not _try_lock(lock):
            if time.monotonic() > deadline:
                os.close(lock)
                raise Trouble(f"Another embedded stack is running in {self.root}: stop it with `sinergi down`")
            time.sleep(0.05)
        self._lock = lock

    def release(self) -> None:
        """Release the lock."""
        # The file is kept: if it were removed, two stacks could lock two files of the same name.
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


def _try_lock(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
