"""A page for every problem: what it means, what to do, where it can happen; made from the refusals themselves.

`type` in an answer is the address of its page. Pages need no token: whoever has been refused one may read why. As HTML
for people, as Markdown or JSON for whoever asks for that.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cache

from jinja2 import Environment, PackageLoader
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from shared.values.refusals import Refusal
from shared.web.description.openapi import Api, sample_of
from shared.web.description.operations import EVERYWHERE, operations_of
from shared.web.limits import check_address
from shared.web.problems.details import problem_members
from shared.web.problems.kinds import kind_of
from shared.web.problems.refusals import RouteNotFound

_TEMPLATES = Environment(
    loader=PackageLoader("shared.web.description", "pages"), autoescape=True, trim_blocks=True, lstrip_blocks=True
)
_MARKDOWN = "text/markdown"
# RFC 9110 §12.5.5: a cache must not give one form to who asks for another.
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
    """Every refusal with a text of its own that stands in what is shared or in this service."""
    found = [Refusal]
    while found:
        refusal = found.pop()
        found += refusal.__subclasses__()
        # By module: a process may have imported another service too, whose refusals this one never says.
        if "title" in vars(refusal) and refusal.__module__.startswith(("shared.", f"services.{service}.")):
            yield refusal


def problem_routes(app: Api, service: str, per_minute: int) -> list[Route]:
    """The addresses of the pages, each of which one network address may ask for `per_minute` times."""
    # Made once: finding out what each route can end in takes a tenth of a second.
    pages = cache(lambda: pages_of(app, service))

    async def every(request: Request) -> Response:
        # These routes do not pass the edge, so nothing else counts who asks for them.
        check_address(request, per_minute)
        return _answer(request, list(pages().values()), one=False)

    async def one(request: Request) -> Response:
        check_address(request, per_minute)
        page = pages().get(request.path_params["code"])
        if page is None:
            raise RouteNotFound
        return _answer(request, [page], one=True)

    return [Route("/problems", every), Route("/problems/{code}", one)]


def _page(refusal: type[Refusal], routes: list[str]) -> ProblemPage:
    members = problem_members(refusal, sample_of(refusal), advice=kind_of(refusal).advice)
    return ProblemPage(code=refusal.code(), **members, routes=tuple(routes))


def _answer(request: Request, pages: list[ProblemPage], *, one: bool) -> Response:
    match _wanted(request.headers.get("accept", "")):
        case "application/json":
            said = [asdict(page) for page in pages]
            return JSONResponse(said[0] if one else {"items": said}, headers=_VARIES)
        case "text/markdown":
            return PlainTextResponse(_render("problems.md.j2", pages), media_type=_MARKDOWN, headers=_VARIES)
        case _:
            return HTMLResponse(_render("problems.html.j2", pages), headers=_VARIES)


def _render(template: str, pages: list[ProblemPage]) -> str:
    return _TEMPLATES.get_template(template).render(pages=pages)


def _wanted(accept: str) -> str:
    """The first form that is asked for and that there is; HTML for whoever does not mind."""
    ranges = (each.split(";")[0].strip().lower() for each in accept.split(","))
    return next((each for each in ranges if each in ("text/html", "application/json", _MARKDOWN)), "text/html")
