"""GET /pengajar/upt/{facility_id}
GET, POST /pengajar/upt/{facility_id}/baru
"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from services.programs.instructors.commands import RegisterInstructor, register_instructor
from services.programs.instructors.pages.form import InstructorFields
from services.programs.instructors.queries import (
    ListInstructors,
    list_instructors,
    organisations_of,
)
from shared.console.forms import form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


@router.get("/pengajar/upt/{facility_id}")
async def show_list(work: CurrentWork, screen: CurrentScreen, facility_id: UUID) -> Response:
    """The instructors of a facility by their codes."""
    found = await list_instructors(work, ListInstructors(facility_id))
    registers = await register_instructor.permits(work, ListInstructors(facility_id))
    return screen.show("listing.html.j2", facility_id=facility_id, found=found, registers=registers)


@router.get("/pengajar/upt/{facility_id}/baru")
async def show_registration(work: CurrentWork, screen: CurrentScreen, facility_id: UUID) -> Response:
    """The form."""
    await list_instructors(work, ListInstructors(facility_id))
    organisations = await organisations_of(work, facility_id)
    return screen.show("registering.html.j2", facility_id=facility_id, organisations=organisations)


@router.post("/pengajar/upt/{facility_id}/baru")
async def register(
    work: CurrentWork,
    screen: CurrentScreen,
    facility_id: UUID,
    form: Annotated[InstructorFields, form_of(InstructorFields)],
) -> Response:
    """Register the instructor."""
    organisations = await organisations_of(work, facility_id)
    await register_instructor(work, RegisterInstructor(facility_id, form.facts(organisations)))
    return screen.go(f"/pengajar/upt/{facility_id}")
