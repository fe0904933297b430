"""One bad item of a job does not stop the others; it is on record, and taken last in the next run."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Any

import asyncpg
import pytest

from shared.events import job_items
from shared.events.job_items import FailedItem, list_failed_items, take_each
from shared.events.unit_of_work import UnitOfWork
from tests.core.ledger import CAUSE, Counted, units_of
from tests.core.ledger_under_test import Ledger

Take = Callable[[UnitOfWork[str], int], Awaitable[None]]
TAKEN: list[int] = []


@pytest.fixture
def with_kafka() -> bool:
    return False


@pytest.fixture(autouse=True)
def _nothing_taken() -> None:
    TAKEN.clear()


async def run_job(ledger: Ledger, items: Sequence[int], take: Take) -> list[FailedItem]:
    """One run of a job in one unit of work; the items on record after it."""
    async with units_of(ledger.settings, "ledger") as units:
        async with units.open("job", CAUSE) as work:
            await take_each(work, "job", items, partial(take, work), str)
        async with units.pool.acquire() as connection:
            return await list_failed_items(connection)


async def emit_unless_negative(work: UnitOfWork[str], item: int) -> None:
    TAKEN.append(item)
    work.emit(Counted("key", item))
    await work.connection.execute("SELECT 1 / $1::int", max(item, 0) or 1)
    if item < 0:
        raise ValueError("negative numbers are refused")


async def fail_in_sql(work: UnitOfWork[str], item: int) -> None:
    TAKEN.append(item)
    await work.connection.execute("SELECT 1 / $1::int", item)


async def lack_a_table(work: UnitOfWork[str], _item: int) -> None:
    await work.connection.execute("SELECT * FROM missing")


async def sleep_if_negative(work: UnitOfWork[str], item: int) -> None:
    TAKEN.append(item)
    await work.connection.execute("SELECT pg_sleep($1)", 30 if item < 0 else 0)


async def run_without_savepoints(ledger: Ledger) -> None:
    async with units_of(ledger.settings, "ledger") as units, units.open("job", CAUSE) as work:
        for item in (1, -2, 3):
            await emit_unless_negative(work, item)


async def emitted(ledger: Ledger) -> list[Any]:
    return [row[0] for row in await ledger.fetch("ledger", "SELECT convert_from(data, 'UTF8') FROM outbox ORDER BY id")]


async def test_a_bad_item_leaves_nothing_and_the_others_are_done(ledger: Ledger) -> None:
    (failed,) = await run_job(ledger, [1, -2, 3], emit_unless_negative)
    assert (failed.item, failed.error, failed.times) == ("-2", "ValueError: negative numbers are refused", 1)
    assert await emitted(ledger) == [f'{{"key": "key", "number": {number}}}' for number in (1, 3)]


async def test_control_without_savepoints_a_bad_item_undoes_all(ledger: Ledger) -> None:
    with pytest.raises(ValueError, match="negative"):
        await run_without_savepoints(ledger)
    assert await emitted(ledger) == []


async def test_a_bad_item_is_tried_again_last_and_leaves_the_record_once_it_succeeds(ledger: Ledger) -> None:
    await run_job(ledger, [0, 1], fail_in_sql)
    (failed,) = await run_job(ledger, [0, 1, 2], fail_in_sql)
    assert TAKEN == [0, 1, 1, 2, 0]
    assert (failed.item, failed.times) == ("0", 2)
    assert await run_job(ledger, [0, 1], emit_unless_negative) == []


async def test_an_item_that_is_gone_leaves_the_record(ledger: Ledger) -> None:
    assert len(await run_job(ledger, [0], fail_in_sql)) == 1
    assert await run_job(ledger, [1], fail_in_sql) == []


async def test_an_item_that_takes_too_long_does_not_keep_the_others_from_their_turn(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(job_items, "SHARE_OF_TIMEOUT", 0.5 / 120)
    (failed,) = await run_job(ledger, [-1, 1], sleep_if_negative)
    assert (failed.item, TAKEN) == ("-1", [-1])
    async with asyncio.timeout(20):
        (failed,) = await run_job(ledger, [-1, 1], sleep_if_negative)
    assert (failed.times, TAKEN) == (2, [-1, 1, -1])


async def test_an_error_that_no_item_causes_fails_the_run(ledger: Ledger) -> None:
    with pytest.raises(asyncpg.UndefinedTableError):
        await run_job(ledger, [1, 2], lack_a_table)
    assert await run_job(ledger, [], fail_in_sql) == []
