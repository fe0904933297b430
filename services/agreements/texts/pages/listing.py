"""GET /templat"""

from fastapi import APIRouter
from starlette.responses import Response

from services.agreements.texts.queries.templates import ListTemplates, list_templates
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


@router.get("/templat")
async def show_templates(work: CurrentWork, screen: CurrentScreen) -> Response:
    """Every template, and who changed it last."""
    return screen.show("listing.html.j2", templates=await list_templates(work, ListTemplates()))
