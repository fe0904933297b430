"""Lines about long work, so that a run of an hour is seen to continue."""

import time
from dataclasses import dataclass, field

from rich.console import Console

EVERY_SECONDS = 10.0
_ERRORS = Console(stderr=True)


@dataclass
class Progress:
    """Prints to standard error how much of some work is done, and how long the rest takes at the same rate."""

    what: str
    whole: int
    _began: float = field(default_factory=time.monotonic)
    _said: float = field(default_factory=time.monotonic)
    _done: int = 0

    def __call__(self, done: int) -> None:
        """Report what is done; most reports are not printed."""
        now = time.monotonic()
        if self._done == done or (now - self._said < EVERY_SECONDS and done < self.whole):
            return
        self._said, self._done = now, done
        left = (now - self._began) / max(done, 1) * (self.whole - done)
        _ERRORS.print(f"  {done:,} of {self.whole:,} {self.what}, {left:.0f} s left", highlight=False)
