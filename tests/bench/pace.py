"""A steady pace: each piece of work begins at its time, whether the ones before it are done or not."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence


async def at_pace(rate: float, seconds: float, work: Callable[[int], Awaitable[None]], first: int = 0) -> None:
    """Begin `work(first)`, `work(first + 1)`, … at `rate` a second, and wait until all of it is done."""
    began = time.perf_counter()
    async with asyncio.TaskGroup() as group:
        for nth in range(round(rate * seconds)):
            ahead = began + nth / rate - time.perf_counter()
            if ahead > 0:
                await asyncio.sleep(ahead)
            group.create_task(_do(work, first + nth))


async def _do(work: Callable[[int], Awaitable[None]], nth: int) -> None:
    await work(nth)


def percentile(values: Sequence[float], percent: float) -> float:
    """The value that so many percent of `values` do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(len(ordered) * percent / 100))]
