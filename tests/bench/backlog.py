"""Database time of the gauge of the oldest event, behind a long backlog: by its first row, and by a minimum."""

import time

from deploy.local.stack import Stack
from shared.events.relay.backlog import OLDEST
from tests.bench.events import append_events
from tests.bench.finding import Finding, Goal, Side
from tests.bench.ledgers import fresh_ledger
from tests.bench.rounds import in_turn
from tests.bench.scale import Scale

MINIMUM = """
SELECT coalesce(extract(epoch FROM clock_timestamp() - min(created_at)), 0)::float8
FROM outbox WHERE id > (SELECT cursor FROM relay)
"""


async def compare_backlog_gauges(stack: Stack, scale: Scale) -> list[Finding]:
    """Ask for the age of the oldest of many events that no relay sends."""
    async with fresh_ledger(stack) as ledger:
        await append_events(ledger, scale.short_log)

        async def milliseconds(query: str) -> float:
            began = time.perf_counter()
            await ledger.owner.fetchval(query)
            return (time.perf_counter() - began) * 1000

        given = await in_turn(scale.rounds, ours=lambda: milliseconds(OLDEST), minimum=lambda: milliseconds(MINIMUM))
    return [
        Finding(
            f"age of the oldest of {scale.short_log:,} waiting events",
            "ms",
            Side("by the first row", given["ours"]),
            Side("by the minimum", given["minimum"]),
            Goal("at most", 0.5),
        )
    ]
