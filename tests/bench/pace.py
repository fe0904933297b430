"""A steady rate: each piece of work starts on schedule, even if earlier ones are not finished."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence


async def at_pace(rate: float, seconds: float, work: Callable[[int], Awaitable[None]], first: int = 0) -> None:
    """Start `work(first)`, `work(first + 1)`, … at `rate` per second, and wait until all are finished."""
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
    """The value that `percent` of `values` do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(len(ordered) * percent / 100))]
