"""Requests of several kinds, asked for in turn, and compared by their percentiles."""

import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

import aiohttp

from tests.bench.finding import Finding, Goal, Side
from tests.bench.pace import percentile
from tests.bench.progress import Progress
from tests.bench.rounds import in_turn

Measure = Callable[[], Awaitable[float]]
"""One request; it returns its time in milliseconds."""
MEDIAN, SLOW = 50, 95


@dataclass(frozen=True)
class Timings:
    """The percentiles of one kind of request, of each round, in milliseconds."""

    median: list[float] = field(default_factory=list)
    slow: list[float] = field(default_factory=list)


async def ask_in_turn(requests: Mapping[str, Measure], rounds: int, asked: int) -> dict[str, Timings]:
    """Ask for one of each kind in turn, `asked` times in a round, after a round to warm up.

    The slowest requests are those that other work on the machine delayed, and in turn it delays all kinds alike.
    """
    given = {name: Timings() for name in requests}
    progress = Progress("rounds of requests", rounds + 1)
    for nth in range(rounds + 1):
        taken = await in_turn(asked, **requests)
        progress(nth + 1)
        if nth == 0:
            continue
        for name, times in taken.items():
            given[name].median.append(percentile(times, MEDIAN))
            given[name].slow.append(percentile(times, SLOW))
    return given


def compared(what: str, ours: tuple[str, Timings], peer: tuple[str, Timings], limit: float) -> list[Finding]:
    """Both percentiles beside those of the peer; the limit is that of the 95th."""
    (name, mine), (other, theirs) = ours, peer
    return [
        Finding(f"{what}: median", "ms", Side(name, mine.median), Side(other, theirs.median)),
        Finding(f"{what}: p95", "ms", Side(name, mine.slow), Side(other, theirs.slow), Goal("at most", limit)),
    ]


async def time_request(http: aiohttp.ClientSession, token: str, path: str) -> float:
    """The time of one request."""
    began = time.perf_counter()
    async with http.get(path, headers={"Authorization": f"Bearer {token}"}) as answer:
        assert answer.status == 200, await answer.text()
        await answer.read()
    return (time.perf_counter() - began) * 1000
