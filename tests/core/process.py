"""A process of the ledger or the reader that tests can kill: `python -m tests.core.process relay|reader|writer …`.

Imports that only one of them needs are in its function, because importing takes most of a start and tests start
hundreds of these processes.
"""

import asyncio
import os
import random
import signal
import sys
import time
from collections.abc import Coroutine, Mapping
from typing import Any

from shared.events.inbox.inbox import Inbox
from shared.events.inbox.repair import Repair, ShardReader
from shared.events.keys import ShardKey
from shared.events.relay.leadership import Leadership
from shared.events.relay.relay import Relay
from shared.kafka.connection import start_broker, stopping
from shared.kafka.producer import BatchProducer
from shared.operations.crash_points import arm
from shared.operations.logs import configure_logs
from shared.operations.settings import Settings
from shared.postgres.connections import connect
from shared.processes.process import background
from tests.core.ledger import CAUSE, TOPIC, Counted, make_inbox, units_of


async def relay(settings: Settings) -> None:
    """Relay the ledger until killed."""
    await Relay(settings, "ledger", [settings.topic(TOPIC)]).run()


async def relay_through_a_pooler(settings: Settings, *, fenced: bool) -> None:
    """Relay, but freeze before the first save and then save on a connection that does not hold the lock."""
    original_save = Leadership.save

    async def save(self: Leadership, cursor: int, tails: Mapping[ShardKey, int]) -> None:
        Leadership.save = original_save  # type: ignore[method-assign]
        os.kill(os.getpid(), signal.SIGSTOP)
        self.connection = await connect(settings, "ledger", "relay", "pooled")
        if not fenced:
            self.epoch = await self.connection.fetchval("SELECT epoch FROM relay")
        await self.save(cursor, tails)

    Leadership.save = save  # type: ignore[method-assign]
    await relay(settings)


async def relay_of_kind(settings: Settings, kind: str) -> None:
    """Relay with or without one of the two fences, or both."""
    if kind in ("relay-unfenced", "relay-without-kafkas-fence"):
        without_kafkas_fence()
    if kind in ("relay-pooled", "relay-unfenced", "relay-without-epoch"):
        await relay_through_a_pooler(settings, fenced=kind == "relay-pooled")
    else:
        await relay(settings)


def without_kafkas_fence() -> None:
    """Let producers of this process be idempotent and nothing more."""

    async def start(self: BatchProducer) -> None:
        self._producer._txn_manager.transactional_id = None
        await self._producer.start()
        self._fenced_at = time.monotonic()

    BatchProducer.start = start  # type: ignore[method-assign]


async def reader(settings: Settings) -> None:
    """Consume the ledger's events until killed."""
    from shared.events.inbox.subscription import make_broker, subscribe

    async with units_of(settings, "reader") as units:
        inbox = await make_inbox(settings, units)
        broker = make_broker(settings, "reader")
        assignment = subscribe(broker, settings.group("reader"), [settings.topic(TOPIC)], inbox, session_ms=1_500)
        async with stopping(broker), background(*repairs(settings, inbox, assignment)):
            await start_broker(broker, settings, "reader")
            await asyncio.Event().wait()


def repairs(settings: Settings, inbox: Inbox[str], reader: ShardReader) -> list[Coroutine[Any, Any, None]]:
    """Gap repair, if a feed is configured."""
    owners = {settings.topic(TOPIC): address for address in settings.feeds.values()}
    return [Repair(inbox, reader, owners, "reader", "not checked here").run()] if owners else []


async def writer(settings: Settings, units_to_write: int, keys: int, seed: int) -> None:
    """Write units of work of one to three events each; one in ten is rolled back."""
    chance = random.Random(seed)  # noqa: S311 -- not a secret
    async with units_of(settings, "ledger") as units:
        for _ in range(units_to_write):
            try:
                async with units.open("writer", CAUSE) as work:
                    for _ in range(chance.randint(1, 3)):
                        work.emit(Counted(f"key-{chance.randrange(keys)}", chance.randrange(1_000_000)))
                    if chance.random() < 0.1:
                        await work.flush()
                        raise LookupError
            except LookupError:
                continue


def main() -> None:
    settings = Settings()
    configure_logs(settings, sys.argv[1])
    arm(settings)
    match sys.argv[1:]:
        case [kind] if kind.startswith("relay"):
            asyncio.run(relay_of_kind(settings, kind))
        case ["reader"]:
            asyncio.run(reader(settings))
        case ["feed"]:
            from tests.core.feed_process import feed

            asyncio.run(feed(settings))
        case ["writer", units, keys, seed]:
            asyncio.run(writer(settings, int(units), int(keys), int(seed)))


if __name__ == "__main__":
    main()
