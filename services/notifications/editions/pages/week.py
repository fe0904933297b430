"""GET, POST /aturan/pekan: the weekly letter to the heads of units, and the proposal to change it
GET /aturan/pekan/pratinjau
GET /aturan/pekan/pratinjau/surat
"""

from typing import Annotated

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from services.notifications.book.model import Changes
from services.notifications.book.shipped.books import shipped_book
from services.notifications.book.shipped.uses import LETTER_OF_A_WEEK, WEEK
from services.notifications.editions.commands import ProposeEdition, propose_edition
from services.notifications.editions.pages.previewing import OfEdition
from services.notifications.editions.pages.rule import TextsForm
from services.notifications.editions.queries.editions import ShowEdition, show_edition
from services.notifications.editions.queries.templates import (
    Preview,
    PreviewWeek,
    ShowWeekText,
    preview_week,
    show_week_text,
)
from shared.console.forms import form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.web.attachments import download
from shared.web.edge import CurrentWork, Edge

router = APIRouter(route_class=PageRoute)
PAGE = "/aturan/pekan"


@router.get("/aturan/pekan")
async def show_week_letter(work: CurrentWork, screen: CurrentScreen) -> Response:
    """The letter in force, as a form for those who may propose a change."""
    text, may_propose = await show_week_text(work, ShowWeekText()), await propose_edition.permits(work, None)
    return screen.show("letter_of_week.html.j2", text_of=text, may_propose=may_propose)


@router.post("/aturan/pekan")
async def propose(work: CurrentWork, screen: CurrentScreen, form: Annotated[TextsForm, form_of(TextsForm)]) -> Response:
    """Propose an edition: the one in force with this letter as the form has it."""
    in_force = (await show_edition(work, ShowEdition())).changes
    templates = {name: each for name, each in in_force.templates.items() if name != WEEK}
    if form.texts != shipped_book().text(WEEK):
        templates[WEEK] = form.texts
    proposal = ProposeEdition(Changes(rules=in_force.rules, templates=templates), form.reason)
    edition = await propose_edition(work, proposal)
    return screen.go(f"/edisi/{edition.number}")


@router.get("/aturan/pekan/pratinjau")
async def show_preview(work: CurrentWork, screen: CurrentScreen, request: Request, edisi: OfEdition = None) -> Response:
    """An example in both languages: its text, the text of the e-mail, and a short message."""
    shown = await _preview(work, request, edisi)
    return screen.show("preview.html.j2", occasion=LETTER_OF_A_WEEK, address=PAGE, preview=shown, edition=edisi)


@router.get("/aturan/pekan/pratinjau/surat")
async def show_letter(work: CurrentWork, request: Request, edisi: OfEdition = None) -> Response:
    """The HTML part of the e-mail as a file: it has styles of its own, which our pages do not permit."""
    shown = await _preview(work, request, edisi)
    return download(shown.html.encode(), "surat-pekan.html", "text/html; charset=utf-8")


async def _preview(work: CurrentWork, request: Request, edition: int | None) -> Preview:
    edge: Edge = request.app.state.edge
    return await preview_week(work, PreviewWeek(edge.settings.public_origin, edition=edition))
