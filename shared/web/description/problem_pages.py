"""A page for every problem: its meaning, what to do, and the routes that can answer with it.

Pages are made from the refusals themselves; `type` in an answer is the address of its page. They need no token, because
a client without one may read why it was refused. They come as HTML, or as Markdown or JSON if the client asks for it.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cache

from jinja2 import Environment, PackageLoader
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from shared.values.refusals import Refusal
from shared.web.description.openapi import Api
from shared.web.description.operations import EVERYWHERE, operations_of
from shared.web.description.problems import sample_detail
from shared.web.limits import check_address
from shared.web.problems.details import problem_members
from shared.web.problems.kinds import kind_of
from shared.web.problems.refusals import RouteNotFound

_TEMPLATES = Environment(
    loader=PackageLoader("shared.web.description", "pages"), autoescape=True, trim_blocks=True, lstrip_blocks=True
)
_MARKDOWN = "text/markdown"
# RFC 9110 §12.5.5: a cache must not answer with another form than the one asked for.
_VARIES = {"Vary": "Accept"}


@dataclass(frozen=True)
class ProblemPage:
    """One problem: its texts in Indonesian and, under `english`, in English. No `routes`: it can happen anywhere."""

    code: str
    type: str
    status: int
    title: str
    detail: str
    advice: str
    english: dict[str, str]
    routes: tuple[str, ...]


def pages_of(app: Api, service: str) -> dict[str, ProblemPage]:
    """Every problem of a service, by code."""
    routes: dict[type[Refusal], list[str]] = {}
    for operation in operations_of(app):
        for refusal in operation.refusals():
            routes.setdefault(refusal, []).append(operation.name)
    named = sorted(refusals_known(service), key=lambda refusal: refusal.code())
    return {each.code(): _page(each, [] if each in EVERYWHERE else routes.get(each, [])) for each in named}


def refusals_known(service: str) -> Iterator[type[Refusal]]:
    """Every refusal with a text of its own in the shared modules or in this service."""
    found = [Refusal]
    while found:
        refusal = found.pop()
        found += refusal.__subclasses__()
        # By module: a process may have imported another service too, whose refusals this one never answers with.
        if "title" in vars(refusal) and refusal.__module__.startswith(("shared.", f"services.{service}.")):
            yield refusal


def problem_routes(app: Api, service: str, per_minute: int) -> list[Route]:
    """The routes of the pages; one network address may request them `per_minute` times a minute."""
    # Made once, because finding the refusals of all routes takes a tenth of a second.
    pages = cache(lambda: pages_of(app, service))

    async def list_pages(request: Request) -> Response:
        # These routes do not pass the edge, so nothing else counts their requests.
        check_address(request, per_minute)
        return _answer(request, list(pages().values()), one=False)

    async def show_page(request: Request) -> Response:
        check_address(request, per_minute)
        page = pages().get(request.path_params["code"])
        if page is None:
            raise RouteNotFound
        return _answer(request, [page], one=True)

    return [Route("/problems", list_pages), Route("/problems/{code}", show_page)]


def _page(refusal: type[Refusal], routes: list[str]) -> ProblemPage:
    members = problem_members(refusal, sample_detail(refusal), advice=kind_of(refusal).advice)
    return ProblemPage(code=refusal.code(), **members, routes=tuple(routes))


def _answer(request: Request, pages: list[ProblemPage], *, one: bool) -> Response:
    match _media_type(request.headers.get("accept", "")):
        case "application/json":
            items = [asdict(page) for page in pages]
            return JSONResponse(items[0] if one else {"items": items}, headers=_VARIES)
        case "text/markdown":
            return PlainTextResponse(_render("problems.md.j2", pages), media_type=_MARKDOWN, headers=_VARIES)
        case _:
            return HTMLResponse(_render("problems.html.j2", pages), headers=_VARIES)


def _render(template: str, pages: list[ProblemPage]) -> str:
    return _TEMPLATES.get_template(template).render(pages=pages)


def _media_type(accept: str) -> str:
    """The first accepted media type that is supported, otherwise HTML."""
    ranges = (each.split(";")[0].strip().lower() for each in accept.split(","))
    return next((each for each in ranges if each in ("text/html", "application/json", _MARKDOWN)), "text/html")
