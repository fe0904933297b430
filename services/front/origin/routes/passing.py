"""/api/{service}/… and the pages of services: any method, passed on to the service."""

from collections.abc import AsyncIterator

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from services.front.login.commands.of_request import cookie_of, jar_of, session_of
from services.front.origin.commands import Request as Passed
from services.front.origin.commands import pass_on
from services.front.origin.model import SAFE, Destination, SessionMissing, destination_of, has_file
from shared.web.body_limit import allow_file
from shared.web.limits import check_address
from shared.web.problems.refusals import RouteNotFound

router = APIRouter()


@router.api_route("/{path:path}", methods=["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
async def pass_request_on(request: Request, path: str) -> Response:
    """Pass a request on with the token of the session."""
    destination = destination_of(request.scope["raw_path"], request.app.state.pages)
    if destination is None:
        raise RouteNotFound
    session = None
    if destination.is_page and destination.path.split("/")[1] in request.app.state.visitor_pages:
        # Without the account's token, also if there is one: whoever holds the link is the same visitor.
        check_address(request, request.app.state.settings.anonymous_requests_per_minute)
    else:
        session = await session_of(request)
        if session is None:
            raise SessionMissing
    passed = Passed(
        request.method,
        destination,
        request.scope["query_string"].decode("ascii", "replace"),
        _headers(request, destination),
        await (_body(request) if session else request.body()),
        request.state.correlation_id,
        request.client.host if request.client else None,
    )
    answer = await pass_on(request.app.state.services, session, passed)
    response = StreamingResponse(answer.body, answer.status)
    response.raw_headers = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in answer.headers]
    return response


async def _body(request: Request) -> bytes | AsyncIterator[bytes]:
    if request.method in SAFE or not has_file(request.headers):
        return await request.body()
    # Only an account may send more than a form has.
    allow_file(request, request.app.state.settings)
    return request.stream()


def _headers(request: Request, destination: Destination) -> list[tuple[str, str]]:
    if not destination.is_page:
        return request.headers.items()
    # Cookies stay at the door, so the service learns from the header which language this browser has chosen.
    language = ("accept-language", "en" if cookie_of(request, jar_of(request).language) == "en" else "id")
    return [*((name, value) for name, value in request.headers.items() if name != "accept-language"), language]
