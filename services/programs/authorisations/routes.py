"""GET /tasks."""

from fastapi import APIRouter

from services.programs.authorisations import queries
from shared.web.cursors import Page, WantedPage
from shared.web.edge import CurrentWork, WorkRoute

router = APIRouter(route_class=WorkRoute, tags=["tasks"])


@router.get("/tasks", summary="Daftar tugas Ditjenpas / list tasks of the directorate general")
async def list_tasks(work: CurrentWork, page: WantedPage) -> Page[queries.TemplateTask]:
    """Signed scope for which the catalogue has no template yet, oldest first; it leaves the list once it is planned."""
    return await queries.list_tasks(work, queries.ListTasks(page))
