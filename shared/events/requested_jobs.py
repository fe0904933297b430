"""A job that an operator runs for a day: as the job itself, until nothing is left, and on record."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar

from shared.events.job_runs import insert_requested_run
from shared.events.jobs import Job, cause_of, full_name, lock_name
from shared.events.operator_log import Operator
from shared.events.unit_of_work import UnitsOfWork
from shared.operations.errors import describe

A = TypeVar("A")


@dataclass(frozen=True, slots=True)
class RequestedJob(Generic[A]):
    """One job for a day, as of a moment of it: events are dated by that moment and recorded in the present."""

    units: UnitsOfWork[A]
    actor: A
    job: Job[A]
    day: date
    now: datetime
    by: Operator

    async def run(self) -> int:
        """Run until nothing is left; returns the number of events. The work before an error stays."""
        emitted = 0
        try:
            while True:
                step, more = await self._step()
                emitted += step
                if not step and not more:
                    break
        except Exception as error:
            await self._record(emitted, describe(error))
            raise
        await self._record(emitted, None)
        return emitted

    async def _step(self) -> tuple[int, bool]:
        async with self.units.open(self.actor, cause_of(self.job), now=self.now) as work:
            # The lock of the job's runs by itself: this waits for a run that has begun.
            lock = lock_name(self.units, full_name(self.job))
            await work.connection.execute("SELECT pg_advisory_xact_lock(hashtext($1))", lock)
            more = bool(await self.job(work))
            return work.emitted, more

    async def _record(self, emitted: int, error: str | None) -> None:
        async with self.units.open(self.actor, cause_of(self.job)) as work:
            await insert_requested_run(
                work.connection, self.job.__name__, self.day, self.by, emitted=emitted, error=error
            )
