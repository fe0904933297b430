"""Limits of requests per minute: for each account, and for each address that sends no valid token.

They are counted in the memory of one process, so n processes allow n times as many. They protect against a program
that runs wild, and are not a quota to be billed. A rate of 0 means no limit.
"""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass

from starlette.requests import Request

from shared.web.budget import Budget
from shared.web.problems.refusals import TooManyRequests

WINDOW_SECONDS = 60.0


@dataclass(slots=True)
class _Window:
    """A name's minute, which begins with its first request."""

    ends: float
    requests: int = 0


class Windows:
    """The minutes of all names; those that are over are forgotten once a minute."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._by_name: dict[str, _Window] = {}
        self._tidied_at = clock()

    def __len__(self) -> int:
        """The number of names that are remembered."""
        return len(self._by_name)

    def count(self, name: str, per_minute: int) -> Budget:
        """Count one request. Raises `TooManyRequests`."""
        now = self._clock()
        if now - self._tidied_at >= WINDOW_SECONDS:
            self._by_name = {known: window for known, window in self._by_name.items() if window.ends > now}
            self._tidied_at = now
        window = self._by_name.get(name)
        if window is None or window.ends <= now:
            window = self._by_name[name] = _Window(now + WINDOW_SECONDS)
        window.requests += 1
        # With a Retry-After of 0, a client would repeat without a pause.
        budget = Budget(per_minute, max(0, per_minute - window.requests), max(1, math.ceil(window.ends - now)))
        if window.requests > per_minute:
            raise TooManyRequests(budget)
        return budget


_WINDOWS = Windows()


def check_rate(name: str, per_minute: int) -> Budget | None:
    """Count one request of `name`; returns None if it has no limit. Raises `TooManyRequests`."""
    return _WINDOWS.count(name, per_minute) if per_minute else None


def check_address(request: Request, per_minute: int) -> None:
    """Count one request without a valid token against its address. Raises `TooManyRequests`."""
    # uvicorn sets the address that a proxy names, if it trusts that proxy; a header read here could be forged.
    address = request.client.host if request.client else "unknown"
    check_rate(f"address:{address}", per_minute)
