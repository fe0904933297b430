"""Refusals as pages, where a person looks at the answer; programs get the problem (RFC 9457)."""

import json
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import quote

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from services.front.home.pages.showing import language_of, show
from services.front.login.model import LOGIN, own_path
from services.front.origin.model import SessionMissing
from shared.values.refusals import Refusal
from shared.web.problems.details import problem_response
from shared.web.problems.kinds import kind_of

Handler = Callable[[Request, Any], Awaitable[Response]]
_NOT_FOR_PAGES = frozenset({"content-length", "content-type", "www-authenticate"})


def answer_with_pages(app: FastAPI) -> None:
    """Let every error handler of `app` answer with a page where a person asks."""
    handlers: dict[Any, Any] = app.exception_handlers
    for kind, handler in list(handlers.items()):
        handlers[kind] = _as_page(handler)


def refusal_answer(request: Request, refusal: Refusal) -> Response:
    """The answer to a refusal."""
    if isinstance(refusal, SessionMissing) and request.method == "GET" and _shows_page(request):
        wanted = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(f"{LOGIN}?ke={quote(own_path(wanted), safe='/')}", 303)
    answer = problem_response(request, refusal)
    return _page(request, answer, kind_of(type(refusal)).advice.in_language(language_of(request)))


def _as_page(handler: Handler) -> Handler:
    async def answer(request: Request, error: Any) -> Response:
        if isinstance(error, Refusal):
            return refusal_answer(request, error)
        page = _page(request, await handler(request, error), "")
        # An unexpected error is answered outside all middleware, where the guard adds nothing.
        page.headers.update(request.app.state.security)
        return page

    return answer


def _page(request: Request, answer: Response, advice: str) -> Response:
    if not _shows_page(request):
        return answer
    problem = json.loads(bytes(answer.body))
    texts = problem if language_of(request) == "id" else problem["english"]
    page = show(
        request,
        "refusal.html.j2",
        answer.status_code,
        title=texts["title"],
        detail=texts["detail"],
        advice=advice,
        correlation_id=problem["correlation_id"],
    )
    page.headers.update({name: value for name, value in answer.headers.items() if name not in _NOT_FOR_PAGES})
    return page


def _shows_page(request: Request) -> bool:
    return "text/html" in request.headers.get("accept", "")
