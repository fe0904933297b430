"""Database time of the relay's steps, at the end of a long log and of a short one.

It uses the server's own figure (`active_time`), so that this process's share cannot hide a difference.
"""

from contextlib import AsyncExitStack
from functools import partial

import asyncpg

from deploy.local.stack import Stack
from shared.events.relay.chaining import tails_of
from shared.events.relay.horizon import Horizon
from shared.events.relay.leadership import Leadership
from shared.events.relay.log import read_complete
from shared.events.relay.step_size import StepSize
from shared.postgres.connections import connect
from tests.bench.events import append_events, last_id
from tests.bench.finding import Finding, Goal, Side
from tests.bench.ledgers import Ledger, fresh_ledger
from tests.bench.rounds import in_turn
from tests.bench.scale import Scale

GOAL = Goal("at most", 1.2)


async def compare_step_costs(stack: Stack, scale: Scale) -> list[Finding]:
    """Relay the same number of events from the end of a long log and of a short one."""
    async with AsyncExitStack() as opened:
        sides = {}
        for name, length in (("long", scale.long_log), ("short", scale.short_log)):
            ledger = await opened.enter_async_context(fresh_ledger(stack))
            await _grow(ledger, length)
            sides[name] = partial(_cost, ledger, scale.stepped)
        given = await in_turn(scale.rounds, **sides)
    return [
        Finding(
            "database time of the relay's steps, per 1,000 events",
            "ms",
            Side(f"{scale.long_log:,} events in the log", given["long"]),
            Side(f"{scale.short_log:,} events", given["short"]),
            GOAL,
        )
    ]


async def _grow(ledger: Ledger, length: int) -> None:
    await append_events(ledger, length)
    await ledger.owner.execute("UPDATE relay SET cursor = (SELECT max(id) FROM outbox)")
    await ledger.owner.execute("VACUUM ANALYZE outbox", timeout=600)
    await _checkpoint(ledger)


async def _checkpoint(ledger: Ledger) -> None:
    """Flush everything written to disk before measuring."""
    admin = await asyncpg.connect(ledger.settings.admin_database_url())
    await admin.execute("CHECKPOINT", timeout=600)
    await admin.close()


async def _cost(ledger: Ledger, events: int) -> float:
    await append_events(ledger, events)
    connection = await connect(ledger.settings, "ledger", "relay", "bench relay")
    leadership = await Leadership.try_take(connection, "ledger", "bench")
    assert leadership is not None
    before = await _active_ms(ledger, leadership)
    last, horizon, size = await last_id(ledger), Horizon(), StepSize()
    while leadership.cursor < last:
        rows, complete_up_to = await read_complete(connection, leadership.cursor, size.limit, horizon)
        size.observe(rows)
        await leadership.save(complete_up_to, tails_of(rows))
    spent = await _active_ms(ledger, leadership) - before
    await connection.close()
    return spent / events * 1000


async def _active_ms(ledger: Ledger, leadership: Leadership) -> float:
    """Active time of the database's sessions; the relay's session must first report its own."""
    await leadership.connection.execute("SELECT pg_stat_force_next_flush()")
    return float(
        await ledger.owner.fetchval("SELECT active_time FROM pg_stat_database WHERE datname = current_database()")
    )
