"""GET, POST /kunjungan/baru"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel
from starlette.responses import Response

from services.programs.visits.commands.asking import RequestVisit, request_visit
from services.programs.visits.model.visit import VisitTarget
from services.programs.visits.pages.choosing import other_facility
from services.programs.visits.pages.form import Topics
from shared.console.forms import FormDay, FormTime, form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.inputs import ShortText
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


class NewVisitForm(BaseModel):
    """The topics that the guest comes to see, and the day that it asks for."""

    own_facility: UUID
    topics: Topics
    visit_on: FormDay | None = None
    visit_time: FormTime | None = None
    request_letter: ShortText | None = None


@router.get("/kunjungan/baru")
async def show_new_visit(
    work: CurrentWork,
    screen: CurrentScreen,
    upt: UUID | None = None,
    cari: Annotated[str, Query(max_length=200)] = "",
) -> Response:
    """The host is chosen first, then the form is filled."""
    return screen.show("requesting.html.j2", **await other_facility(work, upt, cari))


@router.post("/kunjungan/baru")
async def request(
    work: CurrentWork, screen: CurrentScreen, upt: UUID, form: Annotated[NewVisitForm, form_of(NewVisitForm)]
) -> Response:
    """Request the visit."""
    target = VisitTarget(upt, form.own_facility)
    visit = await request_visit(
        work, RequestVisit(target, form.topics, form.visit_on, form.visit_time, form.request_letter)
    )
    return screen.go(f"/kunjungan/{visit.id}")
