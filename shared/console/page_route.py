"""The route class of pages: beside `routes.py`, pages are another entrance to the same use cases, for browsers.

A page is `GET`, and its form is posted to the same address. A form that was refused comes back as that page, with the
refusal above it and everything as it was typed.
"""

import sys
from collections.abc import Callable, Coroutine
from typing import Any

import structlog
from fastapi.exceptions import RequestValidationError
from fastapi.routing import iter_route_contexts
from jinja2 import TemplateError
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response

from shared.console.forms import FormContinues, read_form
from shared.console.refused import refused
from shared.console.screen import CONSOLE, render
from shared.operations.errors import describe
from shared.postgres.connections import TRANSIENT
from shared.values.refusals import Refusal, RequestRefusal
from shared.web.edge import WorkRoute
from shared.web.problems.refusals import FormUnreadable
from shared.web.replaced import with_headers

Handler = Callable[[Request], Coroutine[Any, Any, Response]]
REFUSALS: tuple[type[Exception], ...] = (Refusal, RequestValidationError, *TRANSIENT)
UNAUTHENTICATED = 401

log = structlog.get_logger()


class PageRoute(WorkRoute):
    """A route that answers with pages, and is no part of the described interface."""

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        """Leave the page out of the description."""
        super().__init__(path, endpoint, **options | {"include_in_schema": False})

    @property
    def folder(self) -> str:
        """The package that has the page and its templates."""
        return str(sys.modules[self.endpoint.__module__].__package__)

    @staticmethod
    async def read(request: Request) -> Request:
        """Read a form; its hidden fields become the headers that every change needs."""
        if request.method == "POST":
            return await read_form(request)
        await WorkRoute.read(request)
        # A browser sends every field of a filter, also those in which nothing was chosen.
        parts = request.scope["query_string"].split(b"&")
        chosen = b"&".join(part for part in parts if part.partition(b"=")[2])
        return with_headers(Request({**request.scope, "query_string": chosen}), Headers(raw=request.headers.raw))

    def get_route_handler(self) -> Handler:
        """Wrap the handler: a refusal becomes a page."""
        answer: Handler = super().get_route_handler()

        async def show(request: Request) -> Response:
            request.state.folder = self.folder
            try:
                try:
                    return await answer(request)
                except FormContinues:
                    return await self._drawn_to_continue(request)
            except TemplateError:
                # A missing template is an OSError to Python, and would pass for an error that passes by itself.
                raise
            except REFUSALS as error:
                found = refused(error)
                if found.status == UNAUTHENTICATED:
                    # A matter of the door: it renews the session, or asks for a new login.
                    raise
                if not isinstance(error, Refusal | RequestValidationError):
                    log.warning("page_failed_for_now", path=request.url.path, error=describe(error))
                request.state.refused = found
                drawn = await self._drawn_again(request)
                drawn.status_code = found.status
                drawn.headers.update(error.headers() if isinstance(error, RequestRefusal) else {})
                return drawn

        return show

    async def _drawn_to_continue(self, request: Request) -> Response:
        draw = self._page_of_form(request)
        if draw is None:
            raise FormUnreadable
        return await draw(_as_get(request))

    async def _drawn_again(self, request: Request) -> Response:
        """The page of a refused form; the refusal on a page of its own where that page is refused as well."""
        draw = self._page_of_form(request) if request.method == "POST" else None
        if draw is None:
            return refusal_page(request)
        try:
            return await draw(_as_get(request))
        except REFUSALS:
            return refusal_page(request)

    def _page_of_form(self, request: Request) -> Handler | None:
        for context in iter_route_contexts(request.app.routes):
            route = context.original_route
            if isinstance(route, PageRoute) and route.path == self.path and "GET" in (context.methods or ()):
                return WorkRoute.get_route_handler(route)
        return None


class VisitorRoute(PageRoute):
    """A route of pages for people without an account, who hold a secret."""

    visitors = True


def _as_get(request: Request) -> Request:
    kept = {name: value for name, value in request.headers.items() if name not in ("content-length", "if-match")}
    return with_headers(request, Headers(kept), method="GET")


def refusal_page(request: Request) -> Response:
    """The refusal of a request on a page of its own."""
    return render(request, CONSOLE, "refusal.html.j2", request.state.refused.status)
