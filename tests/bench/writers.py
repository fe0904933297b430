"""Writers with and without the outbox and its streams: the same transaction with or without one event."""

import asyncio
import time
from functools import partial

from deploy.local.stack import Stack
from shared.events.unit_of_work import UnitsOfWork
from tests.bench.business import business_units, change, make_business
from tests.bench.finding import Finding, Goal, Side
from tests.bench.ledgers import fresh_ledger
from tests.bench.rounds import in_turn
from tests.bench.scale import Scale

CONNECTIONS = (1, 8, 32)
GOAL = Goal("at least", 0.75)


async def compare_writers(stack: Stack, scale: Scale) -> list[Finding]:
    """Write as fast as each number of connections allows, without a relay."""
    findings = []
    async with fresh_ledger(stack) as ledger:
        await make_business(ledger)
        for connections in CONNECTIONS:
            async with (
                business_units(ledger, connections) as units,
                business_units(ledger, connections, nudge_interval=0) as nudging,
            ):
                rate = partial(_rate, connections=connections, seconds=scale.writing_seconds)
                given = await in_turn(
                    scale.rounds,
                    ours=partial(rate, units, emitting=True),
                    bare=partial(rate, units, emitting=False),
                    nudged=partial(rate, nudging, emitting=True),
                )
            what, ours = (
                f"writing over {connections} connection{'s' * (connections > 1)}",
                Side("with an event", given["ours"]),
            )
            findings.append(Finding(what, "tx/s", ours, Side("without", given["bare"]), GOAL))
            findings.append(Finding(what, "tx/s", ours, Side("with a nudge for each commit", given["nudged"])))
    return findings


async def _rate(units: UnitsOfWork[str], *, connections: int, seconds: float, emitting: bool) -> float:
    began = time.perf_counter()

    async def write() -> int:
        written = 0
        while time.perf_counter() - began < seconds:
            await change(units, written, emitting=emitting)
            written += 1
        return written

    written = await asyncio.gather(*(write() for _ in range(connections)))
    return sum(written) / (time.perf_counter() - began)
