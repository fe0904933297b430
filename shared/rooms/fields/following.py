"""Each process of a service uses the names of fields as they are now."""

import asyncio

import structlog
from asyncpg.exceptions import UndefinedTableError

from shared.operations.errors import describe
from shared.postgres.connections import TRANSIENT, Pool
from shared.values.labels import use_names
from shared.values.texts import Text

log = structlog.get_logger()
FIELD_NAMES_INTERVAL_SECONDS = 3.0


async def follow_field_names(pool: Pool, seconds: float = FIELD_NAMES_INTERVAL_SECONDS) -> None:
    """Use the names of fields as they are kept, until cancelled; while they cannot be read, those that were."""
    while True:
        try:
            rows = await pool.fetch("SELECT field, name_indonesian, name_english FROM field_name")
            use_names("field", {row["field"]: Text(row["name_indonesian"], row["name_english"]) for row in rows})
        except (*TRANSIENT, UndefinedTableError) as error:
            # The table is missing until the migrations of this version have run.
            log.warning("field_names_unknown", error=describe(error))
        await asyncio.sleep(seconds)
