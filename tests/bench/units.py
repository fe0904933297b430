"""A unit of work that reads one row: without a transaction and a reset of its session, and with them."""

import time

from asyncpg import Pool, create_pool

from deploy.local.stack import Stack
from shared.events.envelope import Origin
from shared.events.unit_of_work import UnitsOfWork
from shared.operations.clock import SystemClock
from shared.postgres.connections import open_pool
from tests.bench.finding import Finding, Goal, Side
from tests.bench.ledgers import fresh_ledger
from tests.bench.rounds import in_turn
from tests.bench.scale import Scale
from tests.core.ledger import CAUSE, PREFIX

READ = 1_000
"""Units of one round, one after the other."""


async def compare_units(stack: Stack, scale: Scale) -> list[Finding]:
    """Read by primary key as a request does."""
    async with fresh_ledger(stack) as ledger:
        settings = ledger.settings
        origin = Origin(settings.instance, "ledger", PREFIX)
        pool = await open_pool(settings, "ledger", "bench")
        resetting = await create_pool(
            settings.database_url("ledger", "app"), min_size=1, server_settings={"search_path": "ledger"}
        )

        async def milliseconds(pool: "Pool[object]", *, reading: bool) -> float:
            units: UnitsOfWork[str] = UnitsOfWork(pool, origin, SystemClock().now, lambda: None)
            began = time.perf_counter()
            for _ in range(READ):
                async with units.open("reader", CAUSE, reading=reading) as work:
                    await work.connection.fetchval("SELECT cursor FROM relay")
            return (time.perf_counter() - began) / READ * 1e3

        given = await in_turn(
            scale.rounds,
            ours=lambda: milliseconds(pool, reading=True),
            in_transaction=lambda: milliseconds(pool, reading=False),
            resetting=lambda: milliseconds(resetting, reading=False),
        )
        await pool.close()
        await resetting.close()
    ours = Side("without transaction and reset", given["ours"])
    return [
        Finding("a unit that reads one row", "ms", ours, Side("with a transaction", given["in_transaction"])),
        Finding(
            "a unit that reads one row",
            "ms",
            ours,
            Side("with a transaction and a reset", given["resetting"]),
            Goal("at most", 0.75),
        ),
    ]
