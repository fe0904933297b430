"""How many requests a minute somebody has: each account its own, and each address that shows no valid token.

Counted in the memory of one process, so n processes let through n times as many: a protection against a program that
has run wild, not a quota to be billed. A rate of 0 means no limit.
"""

import math
import time
from functools import cache

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter
from starlette.requests import Request

from shared.web.budget import Budget
from shared.web.problems.refusals import TooManyRequests


@cache
def _limiter() -> FixedWindowRateLimiter:
    # Its storage starts a thread of its own: not before somebody asks.
    return FixedWindowRateLimiter(MemoryStorage())


def check_rate(name: str, per_minute: int) -> Budget | None:
    """Count one request of `name`; none where nothing is limited. Raises `TooManyRequests`."""
    if per_minute == 0:
        return None
    rate = RateLimitItemPerMinute(per_minute)
    allowed = _limiter().hit(rate, name)
    reset, remaining = _limiter().get_window_stats(rate, name)
    # The minute may end between the two looks, and a Retry-After of 0 would bring a client back at once.
    seconds = max(1, math.ceil(reset - time.time()))
    if not allowed:
        raise TooManyRequests(Budget(per_minute, 0, seconds))
    return Budget(per_minute, remaining, seconds)


def check_address(request: Request, per_minute: int) -> None:
    """Count one request without a valid token against the address that it came from. Raises `TooManyRequests`."""
    # uvicorn puts the address here that a proxy names, if it trusts that proxy; a header read by us could say anything.
    address = request.client.host if request.client else "unknown"
    check_rate(f"address:{address}", per_minute)
