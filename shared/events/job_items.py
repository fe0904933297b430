"""The items of a job, each taken in a savepoint: one that fails does not stop the others, and is on record.

The record stays until the item succeeds or is gone. Items that failed before are taken last, and a run ends before its
transaction is too old, so a job makes progress whatever its number of items.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

import asyncpg
import structlog

from shared.events import metrics
from shared.events.unit_of_work import UnitOfWork
from shared.operations.errors import describe
from shared.postgres.connections import Connection, load_transaction_timeout
from shared.postgres.faults import Fault, fault_of

log = structlog.get_logger()
T = TypeVar("T")

SHARE_OF_TIMEOUT = 0.5
"""Of the server's `transaction_timeout`: the server would end the session, and everything would be rolled back."""
DEFAULT_SECONDS = 60.0
"""Time of a run if the server has no `transaction_timeout`."""


@dataclass(frozen=True, slots=True)
class FailedItem:
    """An item that failed in the last run of its job."""

    job: str
    item: str
    error: str
    times: int
    first_failed_at: datetime
    failed_at: datetime


async def take_each(
    work: UnitOfWork[Any], job: str, items: Iterable[T], take: Callable[[T], Awaitable[None]], name: Callable[[T], str]
) -> None:
    """Call `take` for each item; `name` identifies it on record.

    Raises the errors that are no item's fault: the database is away, a right or a column is missing.
    """
    failed_before = {failed.item for failed in await list_failed_items(work.connection, job)}
    timeout = await load_transaction_timeout(work.connection)
    deadline = asyncio.get_running_loop().time() + (timeout * SHARE_OF_TIMEOUT if timeout else DEFAULT_SECONDS)
    tried: set[str] = set()
    failed: dict[str, str] = {}
    ordered = sorted(items, key=lambda item: name(item) in failed_before)
    for item in ordered:
        if asyncio.get_running_loop().time() > deadline:
            log.warning("job_out_of_time", job=job, taken=len(tried), items=len(ordered))
            break
        tried.add(name(item))
        if error := await _take(work, take, item, deadline):
            log.error("job_item_failed", job=job, item=name(item), error=error)
            failed[name(item)] = error
    still_open = {name(item) for item in ordered} - tried
    await _save_failures(work.connection, job, failed, still_open)
    metrics.FAILED_JOB_ITEMS.labels(job).set(len(failed.keys() | (failed_before & still_open)))


async def _take(work: UnitOfWork[Any], take: Callable[[T], Awaitable[None]], item: T, deadline: float) -> str | None:
    """Take one item; return why it failed, or None."""
    emitted = work.emitted
    try:
        async with asyncio.timeout_at(deadline), work.connection.transaction():
            await take(item)
    except Exception as error:
        if not _is_of_item(error):
            raise
        work.discard_after(emitted)
        return describe(error)
    return None


def _is_of_item(error: Exception) -> bool:
    """Whether only this item has the error; a programming error may concern one item, unlike a missing right."""
    # The item took the time that was left, or a statement of it took too long.
    if isinstance(error, TimeoutError | asyncpg.QueryCanceledError):
        return True
    fault = fault_of(error)
    return fault is Fault.RECORD or (fault is Fault.NOBODY and not isinstance(error, asyncpg.PostgresError | OSError))


async def _save_failures(
    connection: Connection, job: str, failed: Mapping[str, str], still_open: Iterable[str]
) -> None:
    await connection.execute(
        "DELETE FROM job_failure WHERE job = $1 AND NOT item = ANY ($2::text[])", job, [*failed, *still_open]
    )
    await connection.execute(
        """INSERT INTO job_failure (job, item, error) SELECT $1, * FROM unnest($2::text[], $3::text[])
           ON CONFLICT (job, item) DO UPDATE
           SET error = excluded.error, times = job_failure.times + 1, failed_at = clock_timestamp()""",
        job,
        list(failed),
        list(failed.values()),
    )


async def list_failed_items(connection: Connection, job: str | None = None) -> list[FailedItem]:
    """The items that failed in the last run of a job, or of all jobs; the oldest failure first."""
    rows = await connection.fetch(
        """SELECT job, item, error, times, first_failed_at, failed_at FROM job_failure
           WHERE $1::text IS NULL OR job = $1 ORDER BY first_failed_at""",
        job,
    )
    return [FailedItem(**row) for row in rows]
