"""Record of the runs of jobs: by themselves, one row for each job and day; for an operator, one row for each run."""

from dataclasses import dataclass
from datetime import date, datetime

from shared.events.operator_log import Operator
from shared.postgres.connections import Connection


@dataclass(frozen=True, slots=True)
class JobRun:
    """The runs of a job by itself on a day, or one run that an operator requested."""

    job: str
    for_day: date
    requested_by: str | None
    reason: str | None
    emitted: int
    failures: int
    error: str | None
    first_at: datetime
    last_at: datetime


async def save_run(connection: Connection, job: str, day: date, emitted: int) -> None:
    """Record a run of a job by itself, in its transaction."""
    await connection.execute(
        """INSERT INTO job_run AS known (job, for_day, emitted) VALUES ($1, $2, $3)
           ON CONFLICT (job, for_day) WHERE requested_by IS NULL DO UPDATE
           SET emitted = known.emitted + excluded.emitted, last_at = clock_timestamp()""",
        job,
        day,
        emitted,
    )


async def save_failure(connection: Connection, job: str, day: date, error: str) -> None:
    """Record that a run of a job by itself failed; its own transaction is rolled back."""
    await connection.execute(
        """INSERT INTO job_run AS known (job, for_day, failures, error) VALUES ($1, $2, 1, $3)
           ON CONFLICT (job, for_day) WHERE requested_by IS NULL DO UPDATE
           SET failures = known.failures + 1, error = excluded.error, last_at = clock_timestamp()""",
        job,
        day,
        error,
    )


async def insert_requested_run(
    connection: Connection, job: str, day: date, by: Operator, *, emitted: int, error: str | None
) -> None:
    """Record a run that an operator requested for a day."""
    await connection.execute(
        """INSERT INTO job_run (job, for_day, requested_by, reason, emitted, failures, error)
           VALUES ($1, $2, $3, $4, $5, $6, $7)""",
        job,
        day,
        by.who,
        by.why,
        emitted,
        0 if error is None else 1,
        error,
    )


async def list_runs(connection: Connection, job: str | None, limit: int) -> list[JobRun]:
    """The runs of one job, or of all; the newest first."""
    rows = await connection.fetch(
        """SELECT job, for_day, requested_by, reason, emitted, failures, error, first_at, last_at FROM job_run
           WHERE $1::text IS NULL OR job = $1 ORDER BY last_at DESC, id DESC LIMIT $2""",
        job,
        limit,
    )
    return [JobRun(**row) for row in rows]
