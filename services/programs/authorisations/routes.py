"""HTTP of what waits for the directorate."""

from fastapi import APIRouter

from services.programs.authorisations.queries import ListTasks, Task, list_tasks
from shared.web.cursors import Page, WantedPage
from shared.web.edge import CurrentWork, WorkRoute

router = APIRouter(route_class=WorkRoute, tags=["tasks"])


@router.get("/tasks", summary="What waits for the directorate")
async def get_tasks(work: CurrentWork, page: WantedPage) -> Page[Task]:
    """Signed scope for which the catalogue has no template yet, oldest first; it leaves the list once it is planned."""
    return await list_tasks(work, ListTasks(page))
