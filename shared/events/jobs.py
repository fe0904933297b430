"""Jobs: what is done by the clock. One round at a time over all processes of a service, one unit of work a job."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

import structlog

from shared.events.envelope import Cause
from shared.events.unit_of_work import UnitOfWork, UnitsOfWork
from shared.operations.traces import continue_trace
from shared.postgres.connections import TRANSIENT

log = structlog.get_logger()
A = TypeVar("A")
Job = Callable[[UnitOfWork[A]], Awaitable[None]]


class Jobs(Generic[A]):
    """Runs each job in its own unit of work, every so many seconds."""

    def __init__(self, units: UnitsOfWork[A], actor: A, jobs: Sequence[Job[A]], seconds: float) -> None:
        self._units = units
        self._actor = actor
        self._jobs = jobs
        self._seconds = seconds

    async def run(self) -> None:
        """Run rounds until cancelled; a job that fails is tried again in the next round, and holds up no other."""
        while True:
            for job in self._jobs:
                await self._run_one(job)
            await asyncio.sleep(self._seconds)

    async def _run_one(self, job: Job[A]) -> None:
        name = f"{job.__module__}.{job.__name__}"
        try:
            async with self._units.open(self._actor, Cause(f"job:{name}", "", continue_trace(None))) as work:
                # The lock goes with the transaction, so a process that dies holds nobody up.
                if await work.connection.fetchval("SELECT pg_try_advisory_xact_lock(hashtext($1))", self._lock(name)):
                    await job(work)
        except TRANSIENT as error:
            log.warning("job_waits", job=name, error=str(error) or type(error).__name__)
        except Exception:
            log.exception("job_failed", job=name)

    def _lock(self, name: str) -> str:
        # The services share a database, and some of their jobs a name.
        return f"{self._units.origin.source} {name}"
