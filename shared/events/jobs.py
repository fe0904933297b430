"""Periodic jobs. Each job runs in its own unit of work, and in one process of the service at a time."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import date
from typing import Any, Generic, TypeVar

import structlog

from shared.events.envelope import Cause
from shared.events.job_runs import save_failure, save_run
from shared.events.unit_of_work import UnitOfWork, UnitsOfWork
from shared.operations.errors import describe
from shared.operations.traces import continue_trace
from shared.postgres.connections import TRANSIENT

log = structlog.get_logger()
A = TypeVar("A")
Job = Callable[[UnitOfWork[A]], Awaitable[bool | None]]
"""A job that returns True has more to do, and the next round begins without a pause."""
RECORD_INTERVAL_SECONDS = 60.0
"""Runs that emit nothing are recorded once in this time, because some jobs run every second."""


class Jobs(Generic[A]):
    """Runs rounds of all jobs, with a pause of `seconds` between rounds."""

    def __init__(self, units: UnitsOfWork[A], actor: A, jobs: Sequence[Job[A]], seconds: float) -> None:
        self._units = units
        self._actor = actor
        self._jobs = jobs
        self._seconds = seconds
        self._recorded: dict[str, tuple[date, float]] = {}

    async def run(self) -> None:
        """Run rounds until cancelled. A job that fails does not hold up the others and runs again in the next round."""
        while True:
            more = [await self._run_one(job) for job in self._jobs]
            # At least once, so that other tasks have their turn.
            await asyncio.sleep(0 if any(more) else self._seconds)

    async def _run_one(self, job: Job[A]) -> bool:
        name = full_name(job)
        try:
            async with self._units.open(self._actor, cause_of(job)) as work:
                # The lock ends with the transaction, so a process that dies does not block the others.
                if await work.connection.fetchval(
                    "SELECT pg_try_advisory_xact_lock(hashtext($1))", lock_name(self._units, name)
                ):
                    more = bool(await job(work))
                    await self._record(work, job)
                    return more
        except TRANSIENT as error:
            log.warning("job_retrying", job=name, error=describe(error))
        except Exception as error:
            log.exception("job_failed", job=name)
            await self._record_failure(job, describe(error))
        return False

    async def _record(self, work: UnitOfWork[A], job: Job[A]) -> None:
        day, now = work.now.date(), asyncio.get_running_loop().time()
        last_day, last_time = self._recorded.get(job.__name__, (None, 0.0))
        if work.emitted or day != last_day or now - last_time >= RECORD_INTERVAL_SECONDS:
            await save_run(work.connection, job.__name__, day, work.emitted)
            self._recorded[job.__name__] = (day, now)

    async def _record_failure(self, job: Job[A], error: str) -> None:
        # The database may be the cause; the log has the failure in any case.
        with suppress(*TRANSIENT):
            async with self._units.open(self._actor, cause_of(job)) as work:
                await save_failure(work.connection, job.__name__, work.now.date(), error)


def full_name(job: Job[A]) -> str:
    """The name of a job with its module, which is unique."""
    return f"{job.__module__}.{job.__name__}"


def cause_of(job: Job[A]) -> Cause:
    """The cause of the events that a job emits."""
    return Cause(f"job:{full_name(job)}", "", continue_trace(None))


def lock_name(units: UnitsOfWork[Any], name: str) -> str:
    """The lock of a job in one service."""
    # The services share a database, and some jobs of different services have the same name.
    return f"{units.origin.source} {name}"
