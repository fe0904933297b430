"""Limits of requests per minute: for each account, and for each address that sends no valid token.

They are counted in the memory of one process, so n processes allow n times as many. They protect against a program
that runs wild, and are not a quota to be billed. A rate of 0 means no limit.
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
    # Made when first used, because its storage starts a thread.
    return FixedWindowRateLimiter(MemoryStorage())


def check_rate(name: str, per_minute: int) -> Budget | None:
    """Count one request of `name`; returns None if it has no limit. Raises `TooManyRequests`."""
    if per_minute == 0:
        return None
    rate = RateLimitItemPerMinute(per_minute)
    allowed = _limiter().hit(rate, name)
    reset, remaining = _limiter().get_window_stats(rate, name)
    # The minute may end between the two calls, and with a Retry-After of 0 a client would repeat without a pause.
    seconds = max(1, math.ceil(reset - time.time()))
    if not allowed:
        raise TooManyRequests(Budget(per_minute, 0, seconds))
    return Budget(per_minute, remaining, seconds)


def check_address(request: Request, per_minute: int) -> None:
    """Count one request without a valid token against its address. Raises `TooManyRequests`."""
    # uvicorn sets the address that a proxy names, if it trusts that proxy; a header read here could be forged.
    address = request.client.host if request.client else "unknown"
    check_rate(f"address:{address}", per_minute)
