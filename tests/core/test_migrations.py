"""Migrations: a schema of another version is refused and left unchanged; a lock that is held too long is waited for."""

import asyncio

import pytest

from shared.postgres import migrations
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


async def test_a_lock_that_is_held_too_long_is_waited_for(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    url = ledger.settings.database_url("ledger", "owner")
    refused = asyncio.Event()
    loop = asyncio.get_running_loop()
    monkeypatch.setattr(migrations, "LOCK_TIMEOUT", "100ms")
    monkeypatch.setattr(migrations, "LOCK_ATTEMPTS", 1_000)
    # Called between two attempts.
    monkeypatch.setattr(
        "shared.postgres.migrations.time.sleep", lambda _seconds: loop.call_soon_threadsafe(refused.set)
    )
    async with ledger.as_owner("ledger") as owner:
        async with owner.transaction():
            await owner.execute("LOCK TABLE alembic_version")
            migrating = asyncio.create_task(asyncio.to_thread(migrate, url, "ledger", PACKAGES))
            await asyncio.wait_for(refused.wait(), 20)
        assert await asyncio.wait_for(migrating, 20) == []
