"""GET /perjanjian/belum-ada-naskah"""

from fastapi import APIRouter
from starlette.responses import Response

from services.agreements.documents.queries import ListMissingPapers, list_missing_papers
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.web.cursors import ScreenParameters
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


@router.get("/perjanjian/belum-ada-naskah")
async def show_missing(work: CurrentWork, screen: CurrentScreen, page: ScreenParameters) -> Response:
    """The signed agreements without paper, the longest overdue first."""
    return screen.show("missing.html.j2", found=await list_missing_papers(work, ListMissingPapers(page)))
