"""Templates and their words. Pages are Indonesian unless the browser has chosen English."""

from functools import cache
from importlib.resources import files
from typing import Any, cast

import yaml
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from services.front.login.commands.of_request import cookie_of, jar_of
from shared.values.labels import label
from shared.values.languages import Tongue

_HERE = "services.front.home.pages"


def language_of(request: Request) -> Tongue:
    """The language of the pages in this browser."""
    return "en" if cookie_of(request, jar_of(request).language) == "en" else "id"


def render(request: Request, template: str, status: int = 200, **values: Any) -> Response:
    """A page."""
    tongue = language_of(request)
    text = words()

    def word(name: str, **more: object) -> str:
        return text[name][tongue].format(**more)

    def named(kind: str, code: str) -> str:
        return label(kind, code).in_language(tongue)

    page = _templates().get_template(template)
    # A refused address is not shown again: switching the language leads to the start page.
    here = request.url.path if status == 200 else "/"  # noqa: PLR2004 -- OK
    return HTMLResponse(page.render(word=word, label=named, tongue=tongue, here=here, **values), status)


@cache
def words() -> dict[str, dict[str, str]]:
    """The words of the pages, in both languages."""
    return cast("dict[str, dict[str, str]]", yaml.safe_load(asset("words.yaml")))


def asset(name: str) -> str:
    """A file beside the templates."""
    return files(_HERE).joinpath(name).read_text(encoding="utf-8")


@cache
def _templates() -> Environment:
    loader = PackageLoader(_HERE, ".")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
