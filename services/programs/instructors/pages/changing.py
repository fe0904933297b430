"""GET, POST /pengajar/{id}"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from services.programs.instructors.commands import ChangeInstructor, change_instructor
from services.programs.instructors.pages.form import InstructorFields
from services.programs.instructors.queries import (
    ShowInstructor,
    organisations_of,
    show_instructor,
)
from shared.console.forms import form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.web.edge import CurrentWork
from shared.web.preconditions import ExpectedVersion

router = APIRouter(route_class=PageRoute)


@router.get("/pengajar/{instructor_id}")
async def show_one(work: CurrentWork, screen: CurrentScreen, instructor_id: UUID) -> Response:
    """The entry; officers who run programs at the facility change it."""
    instructor = await show_instructor(work, ShowInstructor(instructor_id))
    known = await organisations_of(work, instructor.facility_id)
    own = instructor.organisation
    organisations = [*known, *([own] if own and own not in known else [])]
    return screen.show(
        "changing.html.j2",
        instructor=instructor,
        organisations=organisations,
        changes=await change_instructor.permits(work, ShowInstructor(instructor_id)),
    )


@router.post("/pengajar/{instructor_id}")
async def change(
    work: CurrentWork,
    screen: CurrentScreen,
    instructor_id: UUID,
    expected_version: ExpectedVersion,
    form: Annotated[InstructorFields, form_of(InstructorFields)],
) -> Response:
    """Change the instructor."""
    instructor = await show_instructor(work, ShowInstructor(instructor_id))
    known = await organisations_of(work, instructor.facility_id)
    own = [instructor.organisation] if instructor.organisation else []
    await change_instructor(work, ChangeInstructor(instructor_id, expected_version, form.facts([*known, *own])))
    return screen.go(f"/pengajar/upt/{instructor.facility_id}")
