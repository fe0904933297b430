"""GET /: the cases that wait for the account, in all services."""

import hashlib
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from services.front.home.model import WaitingGroup
from services.front.home.pages.showing import show
from services.front.home.queries import show_worklist
from services.front.login.commands.of_request import session_of
from services.front.login.model import LOGIN

router = APIRouter()


@router.get("/")
async def show_waiting(
    request: Request,
    layanan: Annotated[str | None, Query(description="only the cases of this service")] = None,
    cursor: str | None = None,
) -> Response:
    """The worklist, or the way to log in. An open page asks with the tag of its content; 304: nothing has changed."""
    session = await session_of(request)
    if session is None:
        return RedirectResponse(f"{LOGIN}?ke={quote('/')}", 303)
    services, correlation_id = request.app.state.services, request.state.correlation_id
    worklist = await show_worklist(services, session, correlation_id, layanan, cursor)
    page = show(request, "worklist.html.j2", reader=worklist, worklist=worklist, is_group=_is_group)
    tag = f'"{hashlib.sha256(bytes(page.body)).hexdigest()[:32]}"'
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers={"ETag": tag})
    page.headers["ETag"] = tag
    return page


def _is_group(entry: object) -> bool:
    return isinstance(entry, WaitingGroup)
