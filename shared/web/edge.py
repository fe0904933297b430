"""The edge of an api: every route opens one unit of work for one account, and answers after its commit.

In order: who asks, whether they may ask so often, all of the body, and only then a database connection, for a limited
time.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from collections.abc import Set as AbstractSet
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends
from fastapi.dependencies.models import Dependant
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import Response

from shared.access import Actor, Work
from shared.access.positions import load_actor
from shared.access.subscribers import SubscriberSuspended
from shared.access.tokens import IssuerUnreachable, Tokens, Unauthenticated
from shared.events.envelope import Cause
from shared.events.unit_of_work import UnitsOfWork
from shared.operations.settings import Settings
from shared.operations.traces import continue_trace
from shared.web.idempotency import claim, key_of, remember
from shared.web.limits import check_address, check_rate
from shared.web.problems.refusals import TookTooLong, TryAgain
from shared.web.responses import answer_class, with_headers_written

Handle = Callable[[Request], Awaitable[Response]]


class UncheckedRoute(Exception):
    """A route answered without passing an access check; the answer is withheld and nothing is committed."""


@dataclass(frozen=True)
class Edge:
    """What the routes of one process need to open their units of work."""

    units: UnitsOfWork[Actor]
    tokens: Tokens
    settings: Settings

    async def close(self) -> None:
        """Give the database connections back, or cut them when they do not come back in time."""
        try:
            async with asyncio.timeout(5):
                await self.units.pool.close()
        except TimeoutError:
            self.units.pool.terminate()

    async def answer(self, request: Request, handle: Handle) -> Response:
        """Handle one request in one unit of work; a refusal, a fault or the time limit rolls it back."""
        # Who asks may take as long as the issuer does.
        async with _broken_off_after(self.settings.request_timeout_seconds):
            actor = await self._who(request)
        # Read before a connection is taken, so that a slow sender holds none.
        await request.body()
        async with _broken_off_after(self.settings.request_timeout_seconds):
            response = await self._in_one_unit(request, actor, handle)
        if budget := request.state.budget:
            response.headers.update(budget.headers())
        return response

    async def _who(self, request: Request) -> Actor:
        try:
            actor = await self.tokens.actor_of(request.headers.get("authorization"))
        except (Unauthenticated, SubscriberSuspended, IssuerUnreachable):
            # Only what fails is counted: whoever has a valid token loses nothing to a program behind the same address.
            # Who floods is suspended, and must not be free to flood for it; and while the issuer is away each key that
            # is made up asks for it again.
            check_address(request, self.settings.anonymous_requests_per_minute)
            raise
        # Services and subscribers come with their grants: a service may catch up as fast as it can, and each
        # subscriber has a rate of its own.
        per_minute = 0 if actor.grants else self.settings.requests_per_minute
        request.state.budget = check_rate(f"account:{actor.account}", per_minute)
        return actor

    async def _in_one_unit(self, request: Request, actor: Actor, handle: Handle) -> Response:
        correlation_id = request.state.correlation_id
        cause = Cause(correlation_id, f"request:{correlation_id}", continue_trace(request.headers.get("traceparent")))
        async with self.units.open(actor, cause) as work:
            # Read at each request and never kept: a position that has ended permits nothing from the next one on.
            if not actor.grants:
                work.actor = await load_actor(work.connection, actor.account, work.now)
            request.state.work = work
            if request.method != "POST":
                return await self._checked(request, handle)
            key = key_of(request)
            # A replay passes no access check: it does nothing, and says to the same account what it was told before.
            replayed = await claim(work.connection, actor.account, key, request)
            if replayed is not None:
                return replayed
            response = await self._checked(request, handle)
            await remember(work.connection, actor.account, key, response)
            return response

    async def _checked(self, request: Request, handle: Handle) -> Response:
        response = await handle(request)
        if not request.state.work.actor.checked:
            raise UncheckedRoute(request.url.path)
        return response


@asynccontextmanager
async def _broken_off_after(seconds: float) -> AsyncIterator[None]:
    try:
        async with asyncio.timeout(seconds) as limit:
            yield
    except TimeoutError as error:
        # Others raise it too: a pool, a connection. Those pass by themselves.
        if limit.expired():
            raise TookTooLong from error
        raise


class WorkRoute(APIRoute):
    """The route class of every router: FastAPI's own exit code would run after the answer had left."""

    answer_headers: tuple[str, ...] = ()
    """The headers that the endpoint's answer brings, by its return annotation."""

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        """Write the headers of a `Versioned` answer."""
        if answer := answer_class(endpoint):
            self.answer_headers = answer.HEADERS
            options["status_code"] = options.get("status_code") or answer.STATUS
            endpoint = with_headers_written(endpoint)
        super().__init__(path, endpoint, **options)

    def get_route_handler(self) -> Callable[[Request], Any]:
        """Wrap the route's handler in the edge."""
        handle_known = super().get_route_handler()
        known = {parameter.alias for each in dependants_of(self.dependant) for parameter in each.query_params}

        async def handle(request: Request) -> Response:
            _require_known(request, known)
            return await handle_known(request)

        async def answer(request: Request) -> Response:
            edge: Edge | None = request.app.state.edge
            if edge is None:
                raise TryAgain
            return await edge.answer(request, handle)

        return answer


def dependants_of(dependant: Dependant) -> Iterator[Dependant]:
    """A route's function and all that it depends on, as FastAPI sees them."""
    yield dependant
    for each in dependant.dependencies:
        yield from dependants_of(each)


def _require_known(request: Request, known: AbstractSet[str]) -> None:
    # The framework passes over what it does not know: a filter with a slip of the pen would let everything through.
    if unknown := sorted(request.query_params.keys() - known):
        said = f"is not known here; known are: {', '.join(sorted(known)) or 'none'}"
        raise RequestValidationError(
            [{"type": "extra_forbidden", "loc": ("query", name), "msg": said} for name in unknown]
        )


async def _work_of(request: Request) -> Work:
    work: Work = request.state.work
    return work


CurrentWork = Annotated[Work, Depends(_work_of)]
"""A route's parameter: its unit of work."""
