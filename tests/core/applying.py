"""Applies one batch in the test's process, as Kafka would deliver it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg

from shared.events.inbox.attempt import Handler
from shared.events.inbox.inbox import Inbox
from shared.processes.process import background
from tests.core.in_process import emit, reader_inbox, relaying
from tests.core.kafka_admin import fetched_batch
from tests.core.ledger import PREFIX, Counted, record_number
from tests.core.ledger_under_test import Ledger

COUNTED = f"{PREFIX}.number.counted.v1"


@asynccontextmanager
async def applying(
    ledger: Ledger, *events: Counted, handler: Handler[str] = record_number, after: str = "SELECT 1", budget: int = 100
) -> AsyncIterator[Inbox[str]]:
    """Apply the events as one batch while the block runs, `after` an administrator's statement."""
    async with relaying(ledger):
        await emit(ledger, *events)
        await ledger.all_relayed()
    batch = await fetched_batch(ledger)
    async with reader_inbox(ledger, handlers={COUNTED: handler}) as inbox:
        inbox.retry_seconds, inbox.parking_budget = 0.05, budget
        await administer(ledger, inbox, after)
        async with background(inbox.apply(batch)):
            yield inbox


async def is_halted(inbox: Inbox[str]) -> bool:
    return inbox.halted is not None


async def administer(ledger: Ledger, inbox: Inbox[str], statement: str) -> None:
    """Run an administrator's statement in the reader's schema; `{app}` is the reader's role."""
    url = ledger.settings.admin_database_url()
    connection = await asyncpg.connect(url, server_settings={"search_path": "reader"})
    await connection.execute(statement.format(app=ledger.settings.role("reader", "app")))
    await connection.close()
    # Settings of a role apply to new sessions only.
    await inbox.units.pool.expire_connections()
