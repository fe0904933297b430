"""One process of the ledger or the reader, as `python -m tests.core.process relay|reader|writer …`, to be killed."""

import asyncio
import os
import random
import signal
import sys
from collections.abc import Coroutine, Mapping
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from shared.events.feed.reading import FeedQuery, as_batch, read_page, read_tails
from shared.events.inbox.inbox import Inbox
from shared.events.inbox.repair import Repair
from shared.events.inbox.subscription import make_broker, subscribe
from shared.events.keys import ShardKey
from shared.events.relay.leadership import Leadership
from shared.events.relay.relay import Relay
from shared.kafka.connection import wait_for_kafka
from shared.operations.crash_points import arm
from shared.operations.logs import configure_logs
from shared.operations.settings import Settings
from shared.postgres.connections import connect
from shared.processes.process import background
from tests.core.ledger import CAUSE, TOPIC, Said, make_inbox, units_of


async def relay(settings: Settings) -> None:
    """Relay the ledger until killed."""
    await Relay(settings, "ledger", [settings.topic(TOPIC)]).run()


async def relay_through_a_pooler(settings: Settings, *, fenced: bool) -> None:
    """Relay, saving on another connection than the one that holds the lock, and freeze before the first save."""
    save_as_it_is = Leadership.save

    async def save(self: Leadership, cursor: int, tails: Mapping[ShardKey, int]) -> None:
        Leadership.save = save_as_it_is  # type: ignore[method-assign]
        os.kill(os.getpid(), signal.SIGSTOP)
        self.connection = await connect(settings, "ledger", "relay", "pooled")
        if not fenced:
            self.epoch = await self.connection.fetchval("SELECT epoch FROM relay")
        await self.save(cursor, tails)

    Leadership.save = save  # type: ignore[method-assign]
    await relay(settings)


async def reader(settings: Settings) -> None:
    """Read the ledger until killed."""
    async with units_of(settings, "reader") as units:
        inbox = await make_inbox(settings, units)
        await wait_for_kafka(settings, "reader")
        broker = make_broker(settings, "reader")
        subscribe(broker, settings.group("reader"), [settings.topic(TOPIC)], inbox, session_ms=1_500)
        async with broker, background(*repairs(settings, inbox)):
            await broker.start()
            await asyncio.Event().wait()


def repairs(settings: Settings, inbox: Inbox[str]) -> list[Coroutine[Any, Any, None]]:
    """The repair of gaps, where a feed is given."""
    owners = {settings.topic(TOPIC): address for address in settings.feeds.values()}
    return [Repair(inbox, owners, "reader", "not checked here").run()] if owners else []


async def feed(settings: Settings) -> None:
    """Serve the ledger's feed until killed."""
    async with units_of(settings, "ledger") as units:

        async def events(request: Request) -> Response:
            asked = request.query_params
            shard = int(asked["shard"]) if "shard" in asked else None
            wanted = FeedQuery(int(asked["after"]), asked["topic"], shard, int(asked["limit"]))
            async with units.pool.acquire() as connection:
                return Response(as_batch(await read_page(connection, wanted)))

        async def tails(request: Request) -> Response:
            async with units.pool.acquire() as connection:
                return JSONResponse(await read_tails(connection, request.query_params["topic"]))

        app = Starlette(routes=[Route("/events", events), Route("/events/tails", tails)])
        await uvicorn.Server(uvicorn.Config(app, port=settings.http_port, log_config=None)).serve()


async def writer(settings: Settings, units_to_write: int, keys: int, seed: int) -> None:
    """Write so many units of work of one to three events each; one in ten is rolled back."""
    chance = random.Random(seed)  # noqa: S311 -- not a secret
    async with units_of(settings, "ledger") as units:
        for _ in range(units_to_write):
            try:
                async with units.open("writer", CAUSE) as work:
                    for _ in range(chance.randint(1, 3)):
                        work.emit(Said(f"key-{chance.randrange(keys)}", chance.randrange(1_000_000)))
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
        case ["relay"]:
            asyncio.run(relay(settings))
        case ["relay-pooled" | "relay-unfenced" as kind]:
            asyncio.run(relay_through_a_pooler(settings, fenced=kind == "relay-pooled"))
        case ["reader"]:
            asyncio.run(reader(settings))
        case ["feed"]:
            asyncio.run(feed(settings))
        case ["writer", units, keys, seed]:
            asyncio.run(writer(settings, int(units), int(keys), int(seed)))


if __name__ == "__main__":
    main()
