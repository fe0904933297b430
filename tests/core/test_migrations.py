"""Migrations: a schema migrated by another version is refused and left unchanged."""

import asyncio

import pytest

from shared.postgres.migrations import MigratedFurther, migrate
from tests.core.ledger_under_test import Ledger

PACKAGES = ["shared.events.migrations"]


async def test_a_schema_that_another_version_has_migrated_further_is_left_unchanged(ledger: Ledger) -> None:
    url = ledger.settings.database_url("ledger", "owner")
    assert await asyncio.to_thread(migrate, url, "ledger", PACKAGES) == []
    async with ledger.as_owner("ledger") as owner:
        (known,) = await owner.fetchrow("UPDATE alembic_version SET version_num = 'events_9999' RETURNING version_num")
    with pytest.raises(MigratedFurther, match=rf"the schema ledger was migrated by another version .*\({known}\)"):
        await asyncio.to_thread(migrate, url, "ledger", PACKAGES)
