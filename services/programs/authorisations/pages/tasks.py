"""GET /tugas"""

from fastapi import APIRouter
from starlette.responses import Response

from services.programs.authorisations.queries import ListTasks, list_tasks
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.web.cursors import ScreenParameters
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


@router.get("/tugas")
async def show_tasks(work: CurrentWork, screen: CurrentScreen, page: ScreenParameters) -> Response:
    """Signed scope items for which the catalogue has no template, the oldest first."""
    return screen.show("tasks.html.j2", found=await list_tasks(work, ListTasks(page)))
