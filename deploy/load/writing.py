"""Loads agreements: plans the batches, and lets processes make and store them at the same time."""

import asyncio
import os
from collections import Counter
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ProcessPoolExecutor
from contextlib import asynccontextmanager
from multiprocessing import get_context

from deploy.load import worker
from deploy.load.plan import BATCH, Numbers, Plan
from deploy.load.register import Register, load_register
from deploy.load.storing import Database, loading_database, log_of, store_batch, store_partners
from shared.operations.clock import business_clock
from shared.operations.settings import Settings

UPKEEP_SECONDS = 7_200
MEMORY = "512MB"
Watch = Callable[[int], None]


async def load_agreements(
    settings: Settings, number: int, seed: int, watch: Watch, *, with_log: bool = True, batch: int = BATCH
) -> None:
    """Add so many agreements; without the log nothing was announced. Raises `Trouble`."""
    async with loading_database(settings) as database:
        places = await _reserve_places(database, number)
        plan = Plan(number, seed, business_clock(settings).now(), with_log, places, batch)
        register = await load_register(database)
        plan.add_partners(register)
        await store_partners(database, register, plan, log_of(settings, plan))
        async with _index_in_bulk(database, number):
            await _store_all(settings, database, register, plan, watch)
        await database.execute("VACUUM ANALYZE", timeout=UPKEEP_SECONDS)
        await database.execute("SELECT note_frequent_words()")


async def _store_all(settings: Settings, database: Database, register: Register, plan: Plan, watch: Watch) -> None:
    """Store all batches. The first one, in this process, teaches the words that most agreements have."""
    numbers = await _last_numbers(database)
    batches = plan.batches(register, numbers)
    first = next(batches)
    await _save_last_numbers(database, numbers)
    await store_batch(database, register, plan, first, log_of(settings, plan))
    watch(first.size)
    if first.size == plan.number:
        return
    with _processes(settings, plan) as pool:
        stored, waiting = first.size, set[asyncio.Future[int]]()
        for batch in batches:
            await _save_last_numbers(database, numbers)
            waiting.add(asyncio.get_running_loop().run_in_executor(pool, worker.store, batch))
            if len(waiting) == 2 * _cores():
                done, waiting = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
                stored += sum(each.result() for each in done)
                watch(stored)
        for size in asyncio.as_completed(waiting):
            stored += await size
            watch(stored)


def _processes(settings: Settings, plan: Plan) -> ProcessPoolExecutor:
    # Not forked: a copy of this process would have its connection and its event loop.
    return ProcessPoolExecutor(_cores(), get_context("spawn"), worker.begin, (settings, plan))


def _cores() -> int:
    return len(os.sched_getaffinity(0))


@asynccontextmanager
async def _index_in_bulk(database: Database, number: int) -> AsyncIterator[None]:
    """Write the search index afterwards if most agreements are new, and otherwise many of its entries together."""
    if number > await database.fetchval("SELECT count(*) FROM agreement_search"):
        definition = await database.fetchval("SELECT pg_get_indexdef('agreement_search_document'::regclass)")
        await database.execute("DROP INDEX agreement_search_document")
        try:
            yield
        finally:
            await database.execute(f"SET maintenance_work_mem = '{MEMORY}'")
            await database.execute(definition, timeout=UPKEEP_SECONDS)
        return
    await database.execute("ALTER INDEX agreement_search_document SET (fastupdate = on)")
    try:
        yield
    finally:
        # Every search would read the entries that are still to be written.
        await database.execute("ALTER INDEX agreement_search_document SET (fastupdate = off)")
        await database.execute("SELECT gin_clean_pending_list('agreement_search_document')", timeout=UPKEEP_SECONDS)


async def _reserve_places(database: Database, number: int) -> int:
    """Take so many places of lists; returns the first one."""
    last: int = await database.fetchval(
        "SELECT setval('agreement_search_nth', nextval('agreement_search_nth') + $1 - 1)", number
    )
    return last - number + 1


async def _last_numbers(database: Database) -> Numbers:
    rows = await database.fetch("SELECT year, area, last_number FROM registration_counter")
    return Counter({(row["year"], row["area"]): row["last_number"] for row in rows})


async def _save_last_numbers(database: Database, numbers: Numbers) -> None:
    """Before the agreements that have them, so that the service gives none of them a second time."""
    await database.executemany(
        """INSERT INTO registration_counter AS c (year, area, last_number) VALUES ($1, $2, $3)
           ON CONFLICT (year, area) DO UPDATE SET last_number = greatest(c.last_number, excluded.last_number)""",
        [(year, area, number) for (year, area), number in numbers.items()],
    )
