"""Periodic jobs. Each job runs in its own unit of work, and in one process of the service at a time."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

import structlog

from shared.events.envelope import Cause
from shared.events.unit_of_work import UnitOfWork, UnitsOfWork
from shared.operations.errors import describe
from shared.operations.traces import continue_trace
from shared.postgres.connections import TRANSIENT

log = structlog.get_logger()
A = TypeVar("A")
Job = Callable[[UnitOfWork[A]], Awaitable[bool | None]]
"""A job that returns True has more to do, and the next round begins without a pause."""


class Jobs(Generic[A]):
    """Runs rounds of all jobs, with a pause of `seconds` between rounds."""

    def __init__(self, units: UnitsOfWork[A], actor: A, jobs: Sequence[Job[A]], seconds: float) -> None:
        self._units = units
        self._actor = actor
        self._jobs = jobs
        self._seconds = seconds

    async def run(self) -> None:
        """Run rounds until cancelled. A job that fails does not hold up the others and runs again in the next round."""
        while True:
            more = [await self._run_one(job) for job in self._jobs]
            # At least once, so that other tasks have their turn.
            await asyncio.sleep(0 if any(more) else self._seconds)

    async def _run_one(self, job: Job[A]) -> bool:
        name = f"{job.__module__}.{job.__name__}"
        try:
            async with self._units.open(self._actor, Cause(f"job:{name}", "", continue_trace(None))) as work:
                # The lock ends with the transaction, so a process that dies does not block the others.
                if await work.connection.fetchval("SELECT pg_try_advisory_xact_lock(hashtext($1))", self._lock(name)):
                    return bool(await job(work))
        except TRANSIENT as error:
            log.warning("job_retrying", job=name, error=describe(error))
        except Exception:
            log.exception("job_failed", job=name)
        return False

    def _lock(self, name: str) -> str:
        # The services share a database, and some jobs of different services have the same name.
        return f"{self._units.origin.source} {name}"
