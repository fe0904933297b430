"""GET /keluar/selesai
POST /bahasa
"""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from services.front.home.pages.showing import show
from services.front.login.commands.of_request import form_of, jar_of
from services.front.login.model import LOGGED_OUT, own_path

router = APIRouter()
YEAR_SECONDS = 31_536_000


@router.get(LOGGED_OUT)
async def show_logged_out(request: Request) -> Response:
    """The page after a logout."""
    return show(request, "logged_out.html.j2")


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
