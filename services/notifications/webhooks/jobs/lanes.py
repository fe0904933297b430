"""Two lanes: endpoints that are dead or slow have a narrow one, so that they hold up no other.

What all endpoints share is behind a lane: the connections to PostgreSQL, and the threads that resolve names. A step of
the narrow lane runs alone and gives way to those of the wide one; a name that no server answers for keeps one of its
own threads busy.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import ExitStack, asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field

from services.notifications.webhooks.model.deliveries import Outcome

WIDE_THREADS, NARROW_THREADS = 32, 4
LONGEST_WAIT_SECONDS = 0.5
"""A step of the narrow lane gives way no longer than this: under load it is slow, and never stops."""
SLOW_MILLISECONDS = 1_000
"""An endpoint whose last exchange took longer is slow."""


@dataclass
class Standing:
    """How an endpoint does at present; a new one is taken for a quick one."""

    failures: int = 0
    slow: bool = False

    @property
    def troubled(self) -> bool:
        """Whether its work belongs in the narrow lane."""
        return self.failures > 0 or self.slow

    def note(self, outcome: Outcome) -> None:
        """Note the end of an exchange, before the next look for changes does."""
        self.failures = 0 if outcome.delivered else self.failures + 1
        self.slow = outcome.milliseconds > SLOW_MILLISECONDS


@dataclass
class Lanes:
    """The lanes of one sender."""

    _wide_threads: Executor
    _narrow_threads: Executor
    _narrow: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(1), init=False)
    _idle: asyncio.Event = field(default_factory=asyncio.Event, init=False)
    _under_way: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        self._idle.set()

    def threads(self, standing: Standing) -> Executor:
        """The threads that resolve the name of an endpoint."""
        return self._narrow_threads if standing.troubled else self._wide_threads

    @asynccontextmanager
    async def step(self, standing: Standing) -> AsyncIterator[None]:
        """A step in the lane of an endpoint."""
        if standing.troubled:
            async with self._narrow:
                with suppress(TimeoutError):
                    async with asyncio.timeout(LONGEST_WAIT_SECONDS):
                        await self._idle.wait()
                yield
            return
        self._under_way += 1
        self._idle.clear()
        try:
            yield
        finally:
            self._under_way -= 1
            if not self._under_way:
                self._idle.set()


@contextmanager
def open_lanes() -> Iterator[Lanes]:
    """Lanes; in the end, names that are still being resolved are given up."""
    with ExitStack() as threads:
        pools = [ThreadPoolExecutor(most, name) for most, name in ((WIDE_THREADS, "wide"), (NARROW_THREADS, "narrow"))]
        for each in pools:
            threads.callback(each.shutdown, wait=False, cancel_futures=True)
        yield Lanes(*pools)
