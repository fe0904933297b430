"""What an api offers: each of its operations, and every refusal that it can end in."""

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, cast

from fastapi.routing import RouteContext, iter_route_contexts
from starlette.applications import Starlette

from shared.access.subscribers import SubscriberSuspended
from shared.access.tokens import Unauthenticated
from shared.values.refusals import Refusal
from shared.web.description.reachable import refusals_of
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
"""What the edge itself answers, whatever the route."""


@dataclass(frozen=True)
class Operation:
    """One method of one path."""

    method: str
    path: str
    route: RouteContext

    @property
    def name(self) -> str:
        """As people write it: `GET /agreements/{agreement_id}`."""
        return f"{self.method} {self.path}"

    @property
    def endpoint(self) -> Callable[..., Any]:
        """The function that answers it."""
        function: Callable[..., Any] = inspect.unwrap(self._route.endpoint)
        return function

    @property
    def headers(self) -> tuple[str, ...]:
        """The headers of a good answer, as the endpoint's return annotation says."""
        return self._route.answer_headers

    @property
    def _route(self) -> WorkRoute:
        return cast("WorkRoute", self.route.original_route)

    def refusals(self) -> list[type[Refusal]]:
        """Everything that it can refuse, by status."""
        found = {*EVERYWHERE, *self._of_the_edge(), *refusals_of(*self._calls())}
        return sorted(found, key=lambda refusal: (kind_of(refusal).status, refusal.code()))

    def _of_the_edge(self) -> Iterator[type[Refusal]]:
        if self.method == "POST":
            yield from (IdempotencyKeyMissing, IdempotencyKeyReused)
        # The edge reads the body of a GET as well; but the description gives it none, and so no refusal of one.
        if self.method != "GET":
            yield from (BodyTooLarge, BodyTooSlow)
        if self.route.body_field is not None:
            yield MalformedJson

    def _calls(self) -> list[Callable[..., Any]]:
        return [each.call for each in dependants_of(self.route.dependant) if each.call is not None]


def operations_of(app: Starlette) -> list[Operation]:
    """Every operation of the interface; what only operations teams ask for is not part of it."""
    contexts = [context for context in iter_route_contexts(app.routes) if isinstance(context.original_route, WorkRoute)]
    return [
        Operation(method, str(context.path_format), context)
        for context in contexts
        for method in sorted(context.methods or ())
    ]
