"""Running a ledger's relay in this process, and waiting until it has relayed."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from shared.events.relay.relay import Relay
from shared.processes.process import background
from tests.bench.events import append_events
from tests.bench.ledgers import Ledger
from tests.core.ledger import TOPIC


@asynccontextmanager
async def relaying(ledger: Ledger) -> AsyncIterator[None]:
    """Run the ledger's relay, as its worker would."""
    async with background(Relay(ledger.settings, "ledger", [ledger.settings.topic(TOPIC)]).run()):
        yield


async def drain_rate(ledger: Ledger, number: int) -> float:
    """Commit `number` events; return the events per second that the relay sends to Kafka."""
    last = await append_events(ledger, number)
    began = time.perf_counter()
    await relayed(ledger, last)
    return number / (time.perf_counter() - began)


async def relayed(ledger: Ledger, last: int) -> None:
    """Wait until the relay has saved the cursor `last`."""
    while await ledger.owner.fetchval("SELECT cursor FROM relay") < last:
        await asyncio.sleep(0.005)
