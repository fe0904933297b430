"""GET, POST /sesi: a part of a page, by which open pages warn of the end of their session."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from services.front.home.model import ending_of
from services.front.home.pages.showing import show
from services.front.login.commands.of_request import cookie_of, jar_of, login_of

router = APIRouter()


@router.get("/sesi")
async def show_ending(request: Request) -> Response:
    """Say how the session ends; to ask does not postpone it."""
    return await _shown(request, by_person=False)


@router.post("/sesi")
async def postpone_ending(request: Request) -> Response:
    """Use the session, as another page would."""
    return await _shown(request, by_person=True)


async def _shown(request: Request, *, by_person: bool) -> Response:
    sessions = login_of(request).sessions
    time_left = await sessions.time_left(cookie_of(request, jar_of(request).session), by_person=by_person)
    return show(request, "ending.html.j2", ending=ending_of(time_left, sessions.lifetime.idle))
