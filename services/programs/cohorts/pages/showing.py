"""GET /kohort/{id}"""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from services.programs.cohorts.pages.naming import names_beside
from services.programs.cohorts.queries import ShowCohort, show_cohort
from services.programs.program.queries.showing import ShowProgram, show_program
from services.programs.program.queries.steps import may_record, may_run
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.web.edge import CurrentSettings, CurrentWork

router = APIRouter(route_class=PageRoute)


@router.get("/kohort/{cohort_id}")
async def show_one(work: CurrentWork, screen: CurrentScreen, settings: CurrentSettings, cohort_id: UUID) -> Response:
    """The participants by their codes, with their names for the facility's own officers; or their number."""
    cohort = await show_cohort(work, ShowCohort(cohort_id))
    names = await names_beside(work, settings, cohort)
    program = await show_program(work, ShowProgram(cohort.program_id))
    runs, records = may_run(work, program.facility), may_record(work, program.facility)
    going_on = cohort.completed_on is None
    steps = [
        ("record_session", "pertemuan", records),
        ("open_sheet", "lembar/baru", records),
        ("record_cancellation", "pembatalan", records),
        ("admit_participants", "peserta", runs and going_on),
        ("call_up", "daftar-tunggu", runs and going_on),
        ("plan_sessions", "jadwal", records and going_on),
        ("complete_cohort", "penyelesaian", runs and going_on),
    ]
    return screen.show(
        "showing.html.j2",
        cohort=cohort,
        program=program,
        steps=[(word, address) for word, address, possible in steps if possible],
        runs=runs,
        names=names or {},
        named_now=names is not None,
    )
