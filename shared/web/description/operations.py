"""The operations of an api, and every refusal that each can end in."""

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, cast

from fastapi.routing import RouteContext, iter_route_contexts
from starlette.applications import Starlette

from shared.access.subscribers import SubscriberSuspended
from shared.access.tokens import Unauthenticated
from shared.values.refusals import Refusal
from shared.web.description.refusals_of_route import refusals_of
from shared.web.edge import WorkRoute, dependants_of
from shared.web.problems.kinds import kind_of
from shared.web.problems.refusals import (
    BodyTooLarge,
    BodyTooSlow,
    IdempotencyKeyMissing,
    IdempotencyKeyReused,
    InvalidRequest,
    MalformedJson,
    TookTooLong,
    TooManyRequests,
    TryAgain,
    Unexpected,
)

EVERYWHERE: tuple[type[Refusal], ...] = (
    Unauthenticated,
    SubscriberSuspended,
    InvalidRequest,
    TooManyRequests,
    TookTooLong,
    TryAgain,
    Unexpected,
)
"""Refusals of the edge, which every route can end in."""


@dataclass(frozen=True)
class Operation:
    """One method of one path."""

    method: str
    path: str
    route: RouteContext

    @property
    def name(self) -> str:
        """Method and path: `GET /agreements/{agreement_id}`."""
        return f"{self.method} {self.path}"

    @property
    def described(self) -> bool:
        """Whether the description of the interface contains it."""
        return self._route.include_in_schema

    @property
    def endpoint(self) -> Callable[..., Any]:
        """The function of the route."""
        function: Callable[..., Any] = inspect.unwrap(self._route.endpoint)
        return function

    @property
    def visitors(self) -> bool:
        """Whether it needs no account."""
        return self._route.visitors

    @property
    def headers(self) -> tuple[str, ...]:
        """The headers of a good answer, by the return annotation of the endpoint."""
        return self._route.answer_headers

    @property
    def _route(self) -> WorkRoute:
        return cast("WorkRoute", self.route.original_route)

    def refusals(self) -> list[type[Refusal]]:
        """Every refusal that it can end in, by status."""
        found = {*EVERYWHERE, *self._of_the_edge(), *refusals_of(*self._calls(), self._route.read)}
        return sorted(found, key=lambda refusal: (kind_of(refusal).status, refusal.code()))

    def _of_the_edge(self) -> Iterator[type[Refusal]]:
        if self.method == "POST":
            yield from (IdempotencyKeyMissing, IdempotencyKeyReused)
        # The edge also reads the body of a GET, but none is described, and so no refusal of one.
        if self.method != "GET":
            yield from (BodyTooLarge, BodyTooSlow)
        if self.route.body_field is not None:
            yield MalformedJson

    def _calls(self) -> list[Callable[..., Any]]:
        return [each.call for each in dependants_of(self.route.dependant) if each.call is not None]


def operations_of(app: Starlette) -> list[Operation]:
    """Every operation of the interface; pages and routes for operations teams are not part of it."""
    return [each for each in _operations(app) if each.described]


def pages_of(app: Starlette) -> list[Operation]:
    """Every method of every page."""
    return [each for each in _operations(app) if not each.described]


def _operations(app: Starlette) -> list[Operation]:
    contexts = [context for context in iter_route_contexts(app.routes) if isinstance(context.original_route, WorkRoute)]
    return [
        Operation(method, str(context.path_format), context)
        for context in contexts
        for method in sorted(context.methods or ())
    ]
