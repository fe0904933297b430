"""Writes what is made by COPY: each batch in one transaction with its events, then its rows in the index and the lists.

Triggers and foreign keys are off meanwhile, because they would take hours for a million agreements; what triggers do
otherwise is done batch by batch.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from random import Random
from typing import Any

import asyncpg

from deploy.installation.trouble import Trouble
from deploy.load.log import OUTBOX, STREAM, log_rows
from deploy.load.made import Made, MadeEvent
from deploy.load.making import Maker
from deploy.load.register import (
    PARTNER_COLUMNS,
    SPELLING_COLUMNS,
    Register,
    load_register,
    make_partners,
    partner_row,
    registered_event,
    spelling_row,
)
from deploy.load.rows import TABLES, Row
from shared.contracts.topics import origin_of
from shared.events.envelope import Origin
from shared.operations.clock import business_clock
from shared.operations.settings import Settings

SERVICE = "agreements"
BATCH = 2_000
WAITING_BATCH = 500
AGREEMENTS_OF_A_PARTNER = 20
FEWEST_PARTNERS = 20
VACUUM_SECONDS = 7_200
PENDING = "64MB"
Watch = Callable[[int], None]


async def load_agreements(settings: Settings, number: int, seed: int, watch: Watch, *, with_log: bool = True) -> None:
    """Add so many agreements; without the log nothing was announced. Raises `Trouble`."""
    now = business_clock(settings).now()
    origin = origin_of(settings, SERVICE) if with_log else None
    # Another seed or another number makes other content.
    random = Random(f"{seed}/{number}")  # noqa: S311 -- content, not secrets
    async with _database(settings) as database:
        register = await load_register(database)
        make_partners(register, random, max(FEWEST_PARTNERS, number // AGREEMENTS_OF_A_PARTNER), now)
        await _write_partners(database, register, origin, now)
        maker = Maker(register, random, number, now, await _last_numbers(database))
        async with _index_in_bulk(database):
            await _write_all(database, maker, origin, watch)
        await database.execute("VACUUM ANALYZE", timeout=VACUUM_SECONDS)


async def _write_all(database: "asyncpg.Connection[Any]", maker: Maker, origin: Origin | None, watch: Watch) -> None:
    batches = maker.batches(BATCH)
    batch = next(batches, None)
    while batch:
        # The next batch is made while the database writes this one.
        _, batch = await asyncio.gather(
            _write(database, batch, maker.last_numbers.copy(), origin), asyncio.to_thread(next, batches, None)
        )
        watch(maker.made)


@asynccontextmanager
async def _index_in_bulk(database: "asyncpg.Connection[Any]") -> AsyncIterator[None]:
    """Let the entries of the search index collect, and write many of them together."""
    await database.execute(
        f"SET gin_pending_list_limit = '{PENDING}'; SET work_mem = '{PENDING}';"
        " ALTER INDEX agreement_search_document SET (fastupdate = on)"
    )
    try:
        yield
    finally:
        # Every search would read the entries that are still to be written.
        await database.execute("ALTER INDEX agreement_search_document SET (fastupdate = off)")
        await database.execute("SELECT gin_clean_pending_list('agreement_search_document')")


@asynccontextmanager
async def _database(settings: Settings) -> "AsyncIterator[asyncpg.Connection[Any]]":
    database = await asyncpg.connect(
        settings.admin_database_url(), server_settings={"search_path": SERVICE}, command_timeout=600
    )
    try:
        await database.execute("SET session_replication_role = replica")
        yield database
    finally:
        await database.close()


async def _last_numbers(database: "asyncpg.Connection[Any]") -> Counter[tuple[int, str]]:
    rows = await database.fetch("SELECT year, area, last_number FROM registration_counter")
    return Counter({(row["year"], row["area"]): row["last_number"] for row in rows})


async def _write_partners(
    database: "asyncpg.Connection[Any]", register: Register, origin: Origin | None, now: datetime
) -> None:
    every = register.made
    for first in range(0, len(every), BATCH):
        made = every[first : first + BATCH]
        async with database.transaction():
            await _copy(database, "partner", PARTNER_COLUMNS, (partner_row(*each) for each in made))
            await _copy(database, "partner_tree", ("id", "parent_id"), ((unit.id, parent) for unit, parent in made))
            await _copy(database, "partner_spelling", SPELLING_COLUMNS, (spelling_row(unit) for unit, _ in made))
            if origin:
                await _write_log(database, origin, (MadeEvent(registered_event(*each), now, now) for each in made))


async def _write(
    database: "asyncpg.Connection[Any]", batch: Sequence[Made], last: Counter[tuple[int, str]], origin: Origin | None
) -> None:
    ids = [made.agreement.id for made in batch]
    async with database.transaction():
        for table in TABLES:
            await _copy(database, table.name, table.columns, (row for made in batch for row in table.rows(made)))
        await database.executemany(
            """INSERT INTO registration_counter AS c (year, area, last_number) VALUES ($1, $2, $3)
               ON CONFLICT (year, area) DO UPDATE SET last_number = greatest(c.last_number, excluded.last_number)""",
            [(year, area, number) for (year, area), number in last.items()],
        )
        await database.execute("SELECT index_agreements($1, true)", ids)
        # Last, as in the services: the relay waits for open transactions that have written the log.
        if origin:
            await _write_log(database, origin, (event for made in batch for event in made.events))
    for first in range(0, len(ids), WAITING_BATCH):
        await database.execute("SELECT refresh_waiting($1)", ids[first : first + WAITING_BATCH])


async def _write_log(database: "asyncpg.Connection[Any]", origin: Origin, events: Iterable[MadeEvent]) -> None:
    rows, streams = log_rows(origin, events)
    await _copy(database, "stream", STREAM, streams)
    await _copy(database, "outbox", OUTBOX, rows)


async def _copy(database: "asyncpg.Connection[Any]", table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
    try:
        await database.copy_records_to_table(table, columns=columns, records=rows)
    except asyncpg.UniqueViolationError as error:
        raise Trouble(f"{table} has these rows already: choose another seed") from error
