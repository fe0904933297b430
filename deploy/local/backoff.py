"""The pause before a process that died is started again."""

from dataclasses import dataclass


@dataclass
class Backoff:
    """Doubles the pause with each early death. After a long enough uptime the pauses start from the first again."""

    first: float = 0.25
    longest: float = 30.0
    good_after: float = 20.0
    _next: float | None = None

    def pause_after(self, uptime: float) -> float:
        """Return the pause in seconds, given how long the process had been up."""
        pause = self.first if self._next is None or uptime >= self.good_after else self._next
        self._next = min(pause * 2, self.longest)
        return pause
