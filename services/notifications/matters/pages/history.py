"""GET /perkara/riwayat: all that is on record about one matter."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.notifications.directory.model import Desk
from services.notifications.matters.model import RULE
from services.notifications.matters.queries.history import ShowMatter, show_matter
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


@router.get("/perkara/riwayat")
async def show(
    work: CurrentWork,
    screen: CurrentScreen,
    aturan: Annotated[str, Query(pattern=RULE)],
    kunci: Annotated[str, Query(max_length=200)],
    meja: Annotated[str, Query(max_length=120)],
) -> Response:
    """The matter with its cause, the steps of its ladder, and its deliveries with their time."""
    shown = await show_matter(work, ShowMatter(aturan, kunci, meja))
    return screen.show("history.html.j2", shown=shown, matter=shown.matter, desk=Desk.parse(shown.matter.desk))
