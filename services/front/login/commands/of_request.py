"""The session of the browser that sent a request."""

from urllib.parse import parse_qsl

from starlette.requests import Request

from services.front.login.commands.login import Login
from services.front.sessions.model import CookieJar, Session, cookies_of, keeps_page_fresh
from shared.web.problems.refusals import TryAgain

MOST_FIELDS = 20


def login_of(request: Request) -> Login:
    """The login of this process. Raises `TryAgain` while the process waits for PostgreSQL."""
    login: Login | None = request.app.state.login
    if login is None:
        raise TryAgain
    return login


def jar_of(request: Request) -> CookieJar:
    """The names of the cookies of this installation."""
    jar: CookieJar = request.app.state.cookies
    return jar


def cookie_of(request: Request, name: str) -> str:
    """The value of a cookie, or an empty text."""
    return cookies_of(request.headers.get("cookie", "")).get(name, "")


async def session_of(request: Request) -> Session | None:
    """The session of the browser that sent a request. Raises `ProviderAway`."""
    by_person = not keeps_page_fresh(request.method, request.headers)
    return await login_of(request).find(cookie_of(request, jar_of(request).session), by_person=by_person)


async def form_of(request: Request) -> dict[str, str]:
    """The fields of a form."""
    return dict(parse_qsl((await request.body()).decode("utf-8", "replace"), max_num_fields=MOST_FIELDS))
