"""The edge of an api: every route opens one unit of work for one account, and answers after its commit."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends
from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import Response

from shared.access import Actor, Work
from shared.access.positions import load_actor
from shared.access.tokens import Tokens
from shared.events.envelope import Cause
from shared.events.unit_of_work import UnitsOfWork
from shared.operations.traces import continue_trace
from shared.web.idempotency import claim, key_of, remember
from shared.web.problems import TryAgain


class UncheckedRoute(Exception):
    """A route answered without passing an access check; the answer is withheld and nothing is committed."""


@dataclass(frozen=True)
class Edge:
    """What the routes of one process need to open their units of work."""

    units: UnitsOfWork[Actor]
    tokens: Tokens

    async def close(self) -> None:
        """Give the database connections back, or cut them when they do not come back in time."""
        try:
            async with asyncio.timeout(5):
                await self.units.pool.close()
        except TimeoutError:
            self.units.pool.terminate()

    async def answer(self, request: Request, handle: Callable[[Request], Awaitable[Response]]) -> Response:
        """Handle one request in one unit of work; a refusal or a fault rolls it back."""
        actor = await self.tokens.actor_of(request.headers.get("authorization"))
        correlation_id = request.state.correlation_id
        cause = Cause(correlation_id, f"request:{correlation_id}", continue_trace(request.headers.get("traceparent")))
        async with self.units.open(actor, cause) as work:
            if not actor.grants:
                work.actor = await load_actor(work.connection, actor.account, work.now)
            request.state.work = work
            if request.method != "POST":
                return await self._checked(request, handle)
            key = key_of(request)
            replayed = await claim(work.connection, actor.account, key, request)
            if replayed is not None:
                return replayed
            response = await self._checked(request, handle)
            await remember(work.connection, actor.account, key, response)
            return response

    async def _checked(self, request: Request, handle: Callable[[Request], Awaitable[Response]]) -> Response:
        response = await handle(request)
        if not request.state.work.actor.checked:
            raise UncheckedRoute(request.url.path)
        return response


class WorkRoute(APIRoute):
    """The route class of every router: FastAPI's own exit code would run after the answer had left."""

    def get_route_handler(self) -> Callable[[Request], Any]:
        """Wrap the route's handler in the edge."""
        handle = super().get_route_handler()

        async def answer(request: Request) -> Response:
            edge: Edge | None = request.app.state.edge
            if edge is None:
                raise TryAgain
            return await edge.answer(request, handle)

        return answer


async def _work_of(request: Request) -> Work:
    work: Work = request.state.work
    return work


CurrentWork = Annotated[Work, Depends(_work_of)]
"""A route's parameter: its unit of work."""
