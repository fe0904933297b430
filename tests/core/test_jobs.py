"""A job runs in one process of a service at a time, and services do not block each other."""

import asyncio
from datetime import UTC, date, datetime

import pytest

from shared.events.job_runs import JobRun, list_runs
from shared.events.jobs import Jobs
from shared.events.operator_log import Operator
from shared.events.requested_jobs import RequestedJob
from shared.events.unit_of_work import UnitOfWork, UnitsOfWork
from shared.processes.process import background
from tests.core.ledger import Counted, units_of
from tests.core.ledger_under_test import Ledger


@pytest.fixture
def with_kafka() -> bool:
    return False


async def test_a_job_runs_once_at_a_time_per_service_even_if_two_services_use_its_name(ledger: Ledger) -> None:
    begun: list[str] = []
    both = asyncio.Event()

    async def take_long(work: UnitOfWork[str]) -> None:
        begun.append(work.actor)
        if len(begun) == 2:
            both.set()
        await asyncio.sleep(60)

    async with units_of(ledger.settings, "ledger") as ledgers, units_of(ledger.settings, "reader") as readers:
        each = [(ledgers, "ledger"), (ledgers, "ledger again"), (readers, "reader")]
        async with background(*(Jobs(units, actor, [take_long], seconds=0.1).run() for units, actor in each)):
            async with asyncio.timeout(20):
                await both.wait()
            await asyncio.sleep(0.5)
    assert sorted(actor.removesuffix(" again") for actor in begun) == ["ledger", "reader"]


async def test_a_job_with_more_to_do_has_no_pause(ledger: Ledger) -> None:
    rounds: list[str] = []
    done = asyncio.Event()

    async def go_on(work: UnitOfWork[str]) -> bool:
        rounds.append(work.actor)
        if len(rounds) == 3:
            done.set()
        return len(rounds) < 3

    async with units_of(ledger.settings, "ledger") as units, background(Jobs(units, "ledger", [go_on], 60).run()):
        async with asyncio.timeout(20):
            await done.wait()
        await asyncio.sleep(0.2)
    assert len(rounds) == 3, "the last round had nothing more to do"


async def count_to_three(work: UnitOfWork[str]) -> None:
    """Emit one event in each run, three in all."""
    counted: int = await work.connection.fetchval("SELECT count(*) FROM job_failure WHERE job = 'counted'")
    if counted < 3:
        await work.connection.execute("INSERT INTO job_failure VALUES ('counted', $1, 'none')", str(counted))
        work.emit(Counted("key", counted))


async def fail(_work: UnitOfWork[str]) -> None:
    raise ValueError("this job fails")


async def runs_of(units: UnitsOfWork[str], job: str) -> list[JobRun]:
    async with units.pool.acquire() as connection:
        return await list_runs(connection, job, 10)


async def test_all_runs_of_a_job_on_a_day_are_one_row(ledger: Ledger) -> None:
    async with units_of(ledger.settings, "ledger") as units:
        async with background(Jobs(units, "ledger", [count_to_three, fail], 0.1).run()), asyncio.timeout(20):
            while not (await runs_of(units, "fail") and (await runs_of(units, "count_to_three"))[0].emitted == 3):
                await asyncio.sleep(0.1)
        (counting,), (failing,) = await runs_of(units, "count_to_three"), await runs_of(units, "fail")
    assert (counting.failures, counting.error, counting.requested_by) == (0, None, None)
    assert failing.failures >= 1
    assert "this job fails" in (failing.error or "")


async def test_a_requested_run_goes_on_until_nothing_is_left_and_is_on_record(ledger: Ledger) -> None:
    day = date(2026, 1, 5)
    moment = datetime(2026, 1, 5, 12, tzinfo=UTC)
    async with units_of(ledger.settings, "ledger") as units:
        by = Operator("operator@host", "the worker was stopped")
        assert await RequestedJob(units, "ledger", count_to_three, day, moment, by).run() == 3
        with pytest.raises(ValueError, match="this job fails"):
            await RequestedJob(units, "ledger", fail, day, moment, by).run()
        (counted,), (failed,) = await runs_of(units, "count_to_three"), await runs_of(units, "fail")
    assert (counted.for_day, counted.requested_by, counted.reason, counted.emitted) == (day, by.who, by.why, 3)
    assert (failed.for_day, failed.failures) == (day, 1)
