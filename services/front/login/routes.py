"""GET /masuk
GET /masuk/kembali
POST /keluar
POST /keluar/saluran-belakang
"""

from typing import NoReturn

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from services.front.login.commands.login import Return
from services.front.login.commands.of_request import cookie_of, form_of, jar_of, login_of
from services.front.login.model import BACK_CHANNEL, CALLBACK, LOGIN, LoginFailed
from shared.values.texts import Text
from shared.web.limits import check_address

router = APIRouter()
LOGIN_SECONDS = 600


@router.get(LOGIN)
async def begin_login(request: Request, ke: str = "/") -> Response:
    """Send the browser to the identity provider."""
    login = login_of(request)
    # Anyone can ask for it, and each request is a row for ten minutes.
    check_address(request, login.sessions.settings.anonymous_requests_per_minute)
    beginning = await login.begin(ke)
    jar = jar_of(request)
    answer = RedirectResponse(beginning.address, 303)
    answer.headers.append("Set-Cookie", jar.keep(jar.login, beginning.browser_key, LOGIN_SECONDS))
    return answer


@router.get(CALLBACK)
async def finish_login(
    request: Request, code: str = "", state: str = "", iss: str | None = None, error: str | None = None
) -> Response:
    """Open a session for the browser that returns from the identity provider."""
    login = login_of(request)
    check_address(request, login.sessions.settings.anonymous_requests_per_minute)
    if any(len(request.query_params.getlist(name)) > 1 for name in ("code", "state", "iss")):
        _refuse_repeated()
    jar = jar_of(request)
    returned = Return(code, state, iss, error)
    arrival = await login.finish(returned, cookie_of(request, jar.login), cookie_of(request, jar.session))
    answer = RedirectResponse(arrival.return_to, 303)
    answer.headers.append("Set-Cookie", jar.keep(jar.session, arrival.session_key))
    answer.headers.append("Set-Cookie", jar.drop(jar.login))
    return answer


@router.post("/keluar")
async def log_out(request: Request) -> Response:
    """End the session here and at the identity provider."""
    jar = jar_of(request)
    # The form has no token: the guard refuses it from another site, as it does every change.
    answer = RedirectResponse(await login_of(request).log_out(cookie_of(request, jar.session)), 303)
    answer.headers.append("Set-Cookie", jar.drop(jar.session))
    # Only the cache: "storage" would delete attendance sheets that have not been sent.
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


@router.post(BACK_CHANNEL)
async def log_out_by_provider(request: Request) -> Response:
    """End the sessions that the identity provider names in a logout token."""
    login = login_of(request)
    check_address(request, login.sessions.settings.anonymous_requests_per_minute)
    await login.log_out_by_provider((await form_of(request)).get("logout_token", ""))
    return Response(status_code=200)


def _refuse_repeated() -> NoReturn:
    raise LoginFailed(why=Text("parameter diulang", "a parameter is repeated"))
