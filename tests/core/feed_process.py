"""The ledger's feed, as a process serves it to the reader that repairs gaps."""

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from shared.events.feed.reading import FeedQuery, as_batch, read_page, read_tails
from shared.operations.settings import Settings
from tests.core.ledger import units_of


async def feed(settings: Settings) -> None:
    """Serve the ledger's feed until killed."""
    async with units_of(settings, "ledger") as units:

        async def events(request: Request) -> Response:
            given = request.query_params
            shard = int(given["shard"]) if "shard" in given else None
            query = FeedQuery(int(given["after"]), given["topic"], shard, int(given["limit"]))
            async with units.pool.acquire() as connection:
                return Response(as_batch(await read_page(connection, query)))

        async def tails(request: Request) -> Response:
            async with units.pool.acquire() as connection:
                return JSONResponse(await read_tails(connection, request.query_params["topic"]))

        app = Starlette(routes=[Route("/events", events), Route("/events/tails", tails)])
        await uvicorn.Server(uvicorn.Config(app, port=settings.http_port, log_config=None)).serve()
