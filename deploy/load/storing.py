"""Stores batches by COPY: each in one transaction with its events and its rows in the index, then its waiting cases.

Triggers and foreign keys are off meanwhile, because they would take hours for a million agreements; the work of
the triggers is done batch by batch.
"""

from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from typing import Any, TypeAlias

import asyncpg

from deploy.installation.trouble import Trouble
from deploy.load.log import OUTBOX, STREAM, log_rows
from deploy.load.made import Made, MadeEvent
from deploy.load.making import Maker
from deploy.load.plan import BATCH, Batch, Plan
from deploy.load.register import (
    PARTNER_COLUMNS,
    SPELLING_COLUMNS,
    Register,
    partner_row,
    registered_event,
    spelling_row,
)
from deploy.load.rows import TABLES, Row
from shared.contracts.topics import origin_of
from shared.events.envelope import Origin
from shared.operations.settings import Settings

SERVICE = "agreements"
WAITING_BATCH = 500
MEMORY = "64MB"
Database: TypeAlias = "asyncpg.Connection[Any]"


@asynccontextmanager
async def loading_database(settings: Settings) -> AsyncIterator[Database]:
    """A connection that writes without triggers, and does not wait for the disk."""
    database = await asyncpg.connect(
        settings.admin_database_url(), server_settings={"search_path": SERVICE}, command_timeout=600
    )
    try:
        await database.execute(
            # Plans for many rows: the functions of the service are planned for a few, once they have run five times.
            "SET session_replication_role = replica; SET synchronous_commit = off;"
            " SET plan_cache_mode = force_custom_plan;"
            f" SET work_mem = '{MEMORY}'; SET gin_pending_list_limit = '{MEMORY}'"
        )
        yield database
    finally:
        await database.close()


def log_of(settings: Settings, plan: Plan) -> Origin | None:
    """The origin of the events; None: nothing is announced."""
    return origin_of(settings, SERVICE) if plan.with_log else None


async def store_partners(database: Database, register: Register, plan: Plan, origin: Origin | None) -> None:
    """Store all partners of a load, and the words of their names."""
    every = register.made
    for first in range(0, len(every), BATCH):
        made = every[first : first + BATCH]
        async with database.transaction():
            await _copy(database, "partner", PARTNER_COLUMNS, (partner_row(*each) for each in made))
            await _copy(database, "partner_tree", ("id", "parent_id"), ((unit.id, parent) for unit, parent in made))
            await _copy(database, "partner_spelling", SPELLING_COLUMNS, (spelling_row(unit) for unit, _ in made))
            # Batches that teach the same words at the same time would wait for each other.
            await database.execute(
                "SELECT learn_words(search_words($1))", " ".join({unit.public_name for unit, _ in made})
            )
            if origin:
                events = (MadeEvent(registered_event(*each), plan.now, plan.now) for each in made)
                await _store_log(database, origin, events)


async def store_batch(database: Database, register: Register, plan: Plan, batch: Batch, origin: Origin | None) -> None:
    """Make and store the agreements of a batch. Raises `Trouble` if they are stored already."""
    made = list(Maker(plan, register, batch).each())
    ids = [each.agreement.id for each in made]
    oldest = plan.first_nth + batch.first
    async with database.transaction():
        await _store_rows(database, made)
        await database.execute("SELECT write_agreement_search($1, $2)", ids, range(oldest, oldest + batch.size))
        # Last, as in the services: the relay waits for open transactions that have written the log.
        if origin:
            await _store_log(database, origin, (event for each in made for event in each.events))
    for first in range(0, len(ids), WAITING_BATCH):
        await database.execute("SELECT refresh_waiting($1)", ids[first : first + WAITING_BATCH])


async def _store_rows(database: Database, made: Sequence[Made]) -> None:
    for table in TABLES:
        await _copy(database, table.name, table.columns, (row for each in made for row in table.rows(each)))


async def _store_log(database: Database, origin: Origin, events: Iterable[MadeEvent]) -> None:
    rows, streams = log_rows(origin, events)
    await _copy(database, "stream", STREAM, streams)
    await _copy(database, "outbox", OUTBOX, rows)


async def _copy(database: Database, table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
    try:
        await database.copy_records_to_table(table, columns=columns, records=rows)
    except asyncpg.UniqueViolationError as error:
        raise Trouble(f"{table} has these rows already: choose another seed") from error
