"""The edge of an api: every route runs in one unit of work of one account, and answers after its commit.

In this order: the account, its rate, the whole body, and only then a database connection, for a limited time.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from collections.abc import Set as AbstractSet
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from functools import partial
from typing import Annotated, Any, TypeVar

from asyncpg import InvalidCachedStatementError
from fastapi import Depends
from fastapi.dependencies.models import Dependant
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import Response

from shared.access import Actor, Work
from shared.access.positions import load_actor
from shared.access.signing_keys import IssuerUnreachable
from shared.access.subscribers import SubscriberSuspended
from shared.access.tokens import Tokens, Unauthenticated
from shared.events.envelope import Cause
from shared.events.unit_of_work import UnitsOfWork
from shared.operations.settings import Settings
from shared.operations.traces import continue_trace, record_span, traced
from shared.web.idempotency import claim, key_of, save_answer
from shared.web.limits import check_address, check_rate
from shared.web.problems.refusals import TookTooLong, TryAgain
from shared.web.responses import answer_class, with_headers_written

Handle = Callable[[Request], Awaitable[Response]]
_T = TypeVar("_T")
Read = Callable[[Request], Awaitable[Request]]


class UncheckedRoute(Exception):
    """A route answered without passing an access check; the answer is withheld and nothing is committed."""


@dataclass(frozen=True)
class Edge:
    """Opens the units of work for the routes of one process."""

    units: UnitsOfWork[Actor]
    tokens: Tokens
    settings: Settings

    async def close(self) -> None:
        """Close the database connections, immediately if they are not returned in time."""
        try:
            async with asyncio.timeout(5):
                await self.units.pool.close()
        except TimeoutError:
            self.units.pool.terminate()

    async def answer(self, request: Request, handle: Handle, read: Read, *, visitors: bool = False) -> Response:
        """Handle one request in one unit of work; a refusal, an error or the time limit rolls it back.

        `read` reads the body, and returns the request with it. A route for `visitors` needs no account.
        """
        # The issuer of the token may be slow.
        async with _limited_to(self.settings.request_timeout_seconds):
            actor = self._visitor(request) if visitors else await self._authenticate(request)
        # For a file that is stored while it arrives: what may not be sent is refused before.
        request.state.admit = partial(self._admitted, request, actor)
        # Read before a connection is taken, so that a slow client holds none.
        request = await read(request)
        async with _limited_to(self.settings.request_timeout_seconds):
            try:
                response = await self._in_one_unit(request, actor, handle)
            except InvalidCachedStatementError:
                # After a migration that changed a table. Nothing is committed, and all prepared statements are dropped.
                response = await self._in_one_unit(request, replace(actor, checked=False), handle)
        if budget := request.state.budget:
            response.headers.update(budget.headers())
        return response

    async def admit(self, request: Request, check: Callable[[Work], Awaitable[_T]]) -> _T:
        """Run `check` in one unit of work, for a stream: its answer outlasts the unit and holds no connection."""
        async with _limited_to(self.settings.request_timeout_seconds):
            actor = await self._authenticate(request)
        return await self._admitted(request, actor, check)

    async def _admitted(self, request: Request, actor: Actor, check: Callable[[Work], Awaitable[_T]]) -> _T:
        # A copy: a passed check is no proof for the later steps.
        unit = self._unit(request, replace(actor), reading=True)
        async with _limited_to(self.settings.request_timeout_seconds), unit as work:
            found = await check(work)
            _require_checked(work, request)
            return found

    def _visitor(self, request: Request) -> Actor:
        # Each request counts, also a good one: whoever holds a secret has no need of many.
        check_address(request, self.settings.anonymous_requests_per_minute)
        request.state.budget = None
        return Actor.of_visitor()

    async def _authenticate(self, request: Request) -> Actor:
        try:
            actor = await self.tokens.actor_of(request.headers.get("authorization"))
        except (Unauthenticated, SubscriberSuspended, IssuerUnreachable):
            # Only failures count against the address, so that a client with a valid token loses nothing to another one
            # behind the same address. They include suspended subscribers, which must not flood for free, and an issuer
            # that is away, because each invented key asks for it again.
            check_address(request, self.settings.anonymous_requests_per_minute)
            raise
        # Services and subscribers come with their grants: services catch up without a limit, and each subscriber has a
        # rate of its own.
        per_minute = 0 if actor.grants else self.settings.requests_per_minute
        request.state.budget = check_rate(f"account:{actor.account}", per_minute)
        return actor

    @asynccontextmanager
    async def _unit(self, request: Request, actor: Actor, *, reading: bool) -> AsyncIterator[Work]:
        cause, began = _cause_of(request), time.time()
        async with self.units.open(actor, cause, reading=reading) as work:
            # Loaded for each request and never kept: a position that has ended permits nothing from the next one on.
            if not (actor.grants or actor.visitor):
                work.actor = await load_actor(work.connection, actor.account, work.now)
            yield work
        if traced():
            # The path with the names of its parts, not with their values.
            name = f"{request.method} {request.scope['route'].path}"
            attributes = {"correlation.id": cause.correlation_id}
            record_span(name, cause.traceparent, request.headers.get("traceparent"), began, attributes)

    async def _in_one_unit(self, request: Request, actor: Actor, handle: Handle) -> Response:
        async with self._unit(request, actor, reading=request.method == "GET") as work:
            request.state.work = work
            # The kept answer of a visitor could be asked for by another one: there is no account to tell them apart.
            once = request.method == "POST" and not actor.visitor
            return await (_once if once else _checked)(request, work, handle)


async def _once(request: Request, work: Work, handle: Handle) -> Response:
    account, key = work.actor.account, key_of(request)
    # A replay passes no access check: it does nothing, and repeats an answer that the same account received.
    first_answer = await claim(work.connection, account, key, request)
    if first_answer is not None:
        return first_answer
    response = await _checked(request, work, handle)
    await save_answer(work.connection, account, key, response)
    return response


async def _checked(request: Request, work: Work, handle: Handle) -> Response:
    response = await handle(request)
    _require_checked(work, request)
    return response


def _require_checked(work: Work, request: Request) -> None:
    if not work.actor.checked:
        raise UncheckedRoute(request.url.path)


def _cause_of(request: Request) -> Cause:
    correlation_id = request.state.correlation_id
    return Cause(correlation_id, f"request:{correlation_id}", continue_trace(request.headers.get("traceparent")))


@asynccontextmanager
async def _limited_to(seconds: float) -> AsyncIterator[None]:
    try:
        async with asyncio.timeout(seconds) as limit:
            yield
    except TimeoutError as error:
        # A pool or a connection raises it too; those errors are transient.
        if limit.expired():
            raise TookTooLong from error
        raise


class WorkRoute(APIRoute):
    """The route class of every router: dependencies of FastAPI would end after the answer was sent."""

    visitors = False
    """Whether its routes need no account."""
    answer_headers: tuple[str, ...] = ()
    """The headers of a good answer, by the return annotation of the endpoint."""

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        """Let a `Versioned` answer set its headers."""
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
            # For a file that is stored while it is read: what would be refused afterwards is refused before.
            request.state.require_known = partial(_require_known, request, known)
            return await edge.answer(request, handle, self.read, visitors=self.visitors)

        return answer

    @staticmethod
    async def read(request: Request) -> Request:
        """Read the whole body of a request, once its account is known and before a connection is taken."""
        await request.body()
        return request


def dependants_of(dependant: Dependant) -> Iterator[Dependant]:
    """A route's function and its dependencies, as FastAPI sees them."""
    yield dependant
    for each in dependant.dependencies:
        yield from dependants_of(each)


def _require_known(request: Request, known: AbstractSet[str]) -> None:
    # The framework ignores unknown parameters: a misspelt filter would return everything.
    if unknown := sorted(request.query_params.keys() - known):
        message = f"unknown parameter; known are: {', '.join(sorted(known)) or 'none'}"
        raise RequestValidationError(
            [{"type": "extra_forbidden", "loc": ("query", name), "msg": message} for name in unknown]
        )
    # PostgreSQL cannot store NUL in a text and would raise an error (500), whatever the parameter is compared with. A
    # cursor is decoded first, and has a refusal of its own.
    texts = [("path", *each) for each in request.path_params.items()]
    texts += [("query", *each) for each in request.query_params.multi_items() if each[0] != "cursor"]
    if unreadable := [(place, name) for place, name, text in texts if "\0" in str(text)]:
        message = "has a character that no text has (U+0000)"
        raise RequestValidationError(
            [{"type": "string_pattern_mismatch", "loc": loc, "msg": message} for loc in unreadable]
        )


async def _work_of(request: Request) -> Work:
    work: Work = request.state.work
    return work


CurrentWork = Annotated[Work, Depends(_work_of)]
"""A route's parameter: its unit of work."""


async def _settings_of(request: Request) -> Settings:
    settings: Settings = request.app.state.edge.settings
    return settings


CurrentSettings = Annotated[Settings, Depends(_settings_of)]
"""A route's parameter: the settings of its process."""
