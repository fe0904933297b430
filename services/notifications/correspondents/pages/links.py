"""GET, POST /tautan: one notice for whoever holds the secret of its link.

The secret is in the query, because paths stand in logs and in problems, and queries do not.
"""

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel
from starlette.responses import Response

from services.notifications.correspondents.commands.links import OpenLink, SeeNotice, open_link, see_notice
from services.notifications.correspondents.queries import ShowLink, show_link
from shared.console.forms import form_of
from shared.console.page_route import VisitorRoute
from shared.console.screen import CurrentScreen
from shared.web.edge import CurrentWork

router = APIRouter(route_class=VisitorRoute)
Secret = Annotated[str, Query(pattern=r"^[A-Za-z0-9_-]{1,64}$")]


class LinkStep(BaseModel):
    """What the holder does: opens the link, or says that the notice was seen."""

    step: Literal["open", "seen"]


@router.get("/tautan")
async def show(work: CurrentWork, screen: CurrentScreen, kunci: Secret) -> Response:
    """The notice, once the link was opened; before, for whom it is."""
    return screen.show("link.html.j2", shown=await show_link(work, ShowLink(kunci)), secret=kunci)


@router.post("/tautan")
async def step(
    work: CurrentWork, screen: CurrentScreen, kunci: Secret, form: Annotated[LinkStep, form_of(LinkStep)]
) -> Response:
    """Open the link, or mark its notice as seen."""
    if form.step == "open":
        await open_link(work, OpenLink(kunci))
    else:
        await see_notice(work, SeeNotice(kunci))
    return screen.go(f"/tautan?kunci={kunci}", saved=form.step == "seen")
