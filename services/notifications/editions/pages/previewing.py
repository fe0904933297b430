"""GET /aturan/{rule}/pratinjau
GET /aturan/{rule}/pratinjau/surat
"""

from typing import Annotated

from fastapi import APIRouter, Path, Query
from starlette.requests import Request
from starlette.responses import Response

from services.notifications.editions.model import NAME
from services.notifications.editions.queries.rules import ListRules, list_rules
from services.notifications.editions.queries.templates import Preview, PreviewTemplate, preview_template, rule_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.web.attachments import download
from shared.web.edge import CurrentWork, Edge

router = APIRouter(route_class=PageRoute)
RuleName = Annotated[str, Path(pattern=NAME)]
OfEdition = Annotated[int | None, Query(ge=1, le=1_000_000)]


@router.get("/aturan/{rule}/pratinjau")
async def show_preview(
    work: CurrentWork, screen: CurrentScreen, request: Request, rule: RuleName, edisi: OfEdition = None
) -> Response:
    """An example in both languages: the notice, the text of an e-mail, and a short message."""
    shown = await _preview(work, request, rule, edisi)
    named = rule_of(await list_rules(work, ListRules()), rule)
    return screen.show(
        "preview.html.j2", occasion=named.occasion, address=f"/aturan/{rule}", preview=shown, edition=edisi
    )


@router.get("/aturan/{rule}/pratinjau/surat")
async def show_letter(work: CurrentWork, request: Request, rule: RuleName, edisi: OfEdition = None) -> Response:
    """The HTML part of the e-mail as a file: it has styles of its own, which our pages do not permit."""
    shown = await _preview(work, request, rule, edisi)
    return download(shown.html.encode(), "surat-elektronik.html", "text/html; charset=utf-8")


async def _preview(work: CurrentWork, request: Request, rule: str, edition: int | None) -> Preview:
    edge: Edge = request.app.state.edge
    query = PreviewTemplate(rule, edge.settings.public_origin, edition=edition)
    return await preview_template(work, query)
