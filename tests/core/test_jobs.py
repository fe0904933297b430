"""A job runs in one process of a service at a time, and services do not block each other."""

import asyncio

import pytest

from shared.events.jobs import Jobs
from shared.events.unit_of_work import UnitOfWork
from shared.processes.process import background
from tests.core.ledger import units_of
from tests.core.ledger_under_test import Ledger


@pytest.fixture
def with_kafka() -> bool:
    return False


async def test_a_job_runs_once_at_a_time_per_service_even_if_two_services_use_its_name(ledger: Ledger) -> None:
    begun: list[str] = []

    async def take_long(work: UnitOfWork[str]) -> None:
        begun.append(work.actor)
        await asyncio.sleep(60)

    async with units_of(ledger.settings, "ledger") as ledgers, units_of(ledger.settings, "reader") as readers:
        each = [(ledgers, "ledger"), (ledgers, "ledger again"), (readers, "reader")]
        async with background(*(Jobs(units, actor, [take_long], seconds=0.1).run() for units, actor in each)):
            await asyncio.sleep(1)
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
