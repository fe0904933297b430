"""Refusals as pages, where a person looks at the answer; programs get the problem (RFC 9457)."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, quote

from fastapi import FastAPI
from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response

from services.front.home.pages.showing import language_of, show
from services.front.login.model import LOGIN, own_path
from services.front.origin.model import ServiceDown, SessionMissing, TokenRefused
from shared.values.refusals import Refusal
from shared.web.problems.details import problem_response
from shared.web.problems.kinds import kind_of

Handler = Callable[[Request, Any], Awaitable[Response]]
_NOT_FOR_PAGES = frozenset({"content-length", "content-type", "www-authenticate"})
FORM = "application/x-www-form-urlencoded"
MOST_FIELDS = 1_000
UNSENT = (SessionMissing, TokenRefused, ServiceDown)
"""Refusals of a form by the door: the service that would show it again with everything as typed was not reached."""


@dataclass(frozen=True)
class UnsentForm:
    """A form that reached no service. It is sent again with the same key, so that its work is done once."""

    address: str
    fields: tuple[tuple[str, str], ...]
    signed_out: bool


def answer_with_pages(app: FastAPI) -> None:
    """Let every error handler of `app` answer with a page where a person asks."""
    handlers: dict[Any, Any] = app.exception_handlers
    for kind, handler in list(handlers.items()):
        handlers[kind] = _as_page(handler)


def refusal_answer(request: Request, refusal: Refusal, unsent: UnsentForm | None = None) -> Response:
    """The answer to a refusal."""
    if isinstance(refusal, SessionMissing) and request.method == "GET" and _shows_page(request):
        return RedirectResponse(f"{LOGIN}?ke={quote(own_path(_address(request)), safe='/')}", 303)
    answer = problem_response(request, refusal)
    return _page(request, answer, kind_of(type(refusal)).advice.in_language(language_of(request)), unsent)


def _as_page(handler: Handler) -> Handler:
    async def answer(request: Request, error: Any) -> Response:
        if isinstance(error, Refusal):
            return refusal_answer(request, error, await _unsent(request, error))
        page = _page(request, await handler(request, error), "")
        # An unexpected error is answered outside all middleware, where the guard adds nothing.
        page.headers.update(request.app.state.security)
        return page

    return answer


async def _unsent(request: Request, refusal: Refusal) -> UnsentForm | None:
    sent = request.method == "POST" and request.headers.get("content-type") == FORM and _shows_page(request)
    if not sent or not isinstance(refusal, UNSENT):
        return None
    try:
        text = (await request.body()).decode("utf-8")
        fields = parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except (ClientDisconnect, ValueError):
        return None
    return UnsentForm(_address(request), tuple(fields), not isinstance(refusal, ServiceDown))


def _address(request: Request) -> str:
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")


def _page(request: Request, answer: Response, advice: str, unsent: UnsentForm | None = None) -> Response:
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
        unsent=unsent,
    )
    page.headers.update({name: value for name, value in answer.headers.items() if name not in _NOT_FOR_PAGES})
    return page


def _shows_page(request: Request) -> bool:
    return "text/html" in request.headers.get("accept", "")
