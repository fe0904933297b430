"""GET /
GET /keluar/selesai
POST /bahasa
GET /aset/pintu.css
"""

from urllib.parse import quote

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from services.front.home.model import SERVICES
from services.front.home.pages.rendering import asset, render
from services.front.home.queries import show_home
from services.front.login.commands.of_request import form_of, jar_of, session_of
from services.front.login.model import LOGGED_OUT, LOGIN, own_path

router = APIRouter()
YEAR_SECONDS = 31_536_000


@router.get("/")
async def show_start(request: Request) -> Response:
    """The start page of the account, or the way to log in."""
    session = await session_of(request)
    if session is None:
        return RedirectResponse(f"{LOGIN}?ke={quote('/')}", 303)
    home = await show_home(request.app.state.services, session, request.state.correlation_id)
    return render(request, "start.html.j2", home=home, services=SERVICES)


@router.get(LOGGED_OUT)
async def show_logged_out(request: Request) -> Response:
    """The page after a logout."""
    return render(request, "logged_out.html.j2")


@router.post("/bahasa")
async def choose_language(request: Request) -> Response:
    """Keep the language of the pages in this browser."""
    form = await form_of(request)
    jar = jar_of(request)
    answer = RedirectResponse(own_path(form.get("ke", "/")), 303)
    answer.headers.append(
        "Set-Cookie", jar.keep(jar.language, "en" if form.get("pilih") == "en" else "id", YEAR_SECONDS)
    )
    return answer


@router.get("/aset/pintu.css")
async def show_style(_request: Request) -> Response:
    """The style of the pages."""
    return Response(asset("pintu.css"), media_type="text/css", headers={"Cache-Control": "public, max-age=3600"})
