"""What is done by the clock is done once at a time in a service, and services don't hold each other up."""

import asyncio

from shared.events.jobs import Jobs
from shared.events.unit_of_work import UnitOfWork
from shared.processes.process import background
from tests.core.conftest import Ledger
from tests.core.ledger import units_of


async def test_a_job_runs_once_at_a_time_in_a_service_and_beside_its_namesake_in_another(ledger: Ledger) -> None:
    begun: list[str] = []

    async def take_long(work: UnitOfWork[str]) -> None:
        begun.append(work.actor)
        await asyncio.sleep(60)

    async with units_of(ledger.settings, "ledger") as ledgers, units_of(ledger.settings, "reader") as readers:
        each = [(ledgers, "ledger"), (ledgers, "ledger again"), (readers, "reader")]
        async with background(*(Jobs(units, actor, [take_long], seconds=0.1).run() for units, actor in each)):
            await asyncio.sleep(1)
    assert sorted(actor.removesuffix(" again") for actor in begun) == ["ledger", "reader"]
