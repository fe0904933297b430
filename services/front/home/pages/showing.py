"""The door's own pages in the layout of all screens. The door has no unit of work, so it names the reader itself."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from services.front.home.model import Worklist
from services.front.login.commands.of_request import cookie_of, jar_of
from shared.console.screen import render
from shared.values.languages import Tongue

FOLDER = "services.front.home.pages"


def language_of(request: Request) -> Tongue:
    """The language of the pages in this browser: Indonesian unless English was chosen."""
    return "en" if cookie_of(request, jar_of(request).language) == "en" else "id"


def show(
    request: Request,
    template: str,
    status: int = 200,
    *,
    folder: str = FOLDER,
    reader: Worklist | None = None,
    **values: Any,
) -> Response:
    """A page; without a reader it has no menu."""
    return render(
        request,
        folder,
        template,
        status,
        capabilities=reader.capabilities if reader else (),
        account=reader.account if reader else None,
        embedded=request.app.state.embedded,
        tongue=language_of(request),
        **values,
    )
