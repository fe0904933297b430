"""GET, POST /kunjungan/{id}/tindak-lanjut/{id}"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.responses import Response

from services.programs.visits.commands.recording import CompleteVisitTask, complete_visit_task
from services.programs.visits.model.refusals import VisitTaskNotFound
from services.programs.visits.queries.steps import may_act_in
from services.programs.visits.queries.visits import ShowVisit, show_visit
from shared.console.forms import FormDay, form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.terms import day_in
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


class TaskCompletionForm(BaseModel):
    """The day on which the task was done."""

    task_done_on: FormDay


@router.get("/kunjungan/{visit_id}/tindak-lanjut/{task_id}")
async def show_task(work: CurrentWork, screen: CurrentScreen, visit_id: UUID, task_id: UUID) -> Response:
    """The task, and the form."""
    visit = await show_visit(work, ShowVisit(visit_id))
    item = next((each for each in visit.action_items if each.id == task_id), None)
    if item is None:
        raise VisitTaskNotFound(id=task_id)
    owner = visit.host if item.owner == "host" else visit.guest
    return screen.show(
        "completing.html.j2",
        visit=visit,
        item=item,
        owner_name=owner.name,
        today=day_in(owner.zone, work.now),
        possible=item.completed_on is None and may_act_in(work, owner),
    )


@router.post("/kunjungan/{visit_id}/tindak-lanjut/{task_id}")
async def complete(
    work: CurrentWork,
    screen: CurrentScreen,
    visit_id: UUID,
    task_id: UUID,
    form: Annotated[TaskCompletionForm, form_of(TaskCompletionForm)],
) -> Response:
    """Record that it is done."""
    await complete_visit_task(work, CompleteVisitTask(visit_id, task_id, form.task_done_on))
    return screen.go(f"/kunjungan/{visit_id}")
