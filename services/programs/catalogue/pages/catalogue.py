"""GET /program/katalog
GET /program/katalog/{code}
"""

from typing import get_args

from fastapi import APIRouter
from starlette.responses import Response

from services.programs.catalogue.queries import ListTemplates, ShowTemplate, list_templates, show_template
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.cooperation import Pillar
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


@router.get("/program/katalog")
async def show_list(work: CurrentWork, screen: CurrentScreen, pilar: Pillar | None = None) -> Response:
    """The newest version of every practice, or of those of one pillar."""
    found = await list_templates(work, ListTemplates(None, pilar))
    return screen.show("catalogue.html.j2", found=found, pillars=get_args(Pillar), chosen=pilar)


@router.get("/program/katalog/{code}")
async def show_one(work: CurrentWork, screen: CurrentScreen, code: str) -> Response:
    """One practice: its method, its stages, and the certificate at the end."""
    return screen.show("practice.html.j2", practice=await show_template(work, ShowTemplate(code)))
