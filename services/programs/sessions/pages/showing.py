"""GET /pertemuan/{id}"""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from services.programs.cohorts.queries import ShowCohort, show_cohort
from services.programs.months.queries.of_facility import is_closed
from services.programs.obligations.queries import ListObligations, list_obligations
from services.programs.program.queries.showing import ShowProgram, show_program
from services.programs.program.queries.steps import may_record
from services.programs.sessions.queries.sessions import ShowSession, show_session
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


@router.get("/pertemuan/{session_id}")
async def show_one(work: CurrentWork, screen: CurrentScreen, session_id: UUID) -> Response:
    """The record of a session; the marks by code for those who record sessions here, otherwise counts."""
    session = await show_session(work, ShowSession(session_id))
    program = await show_program(work, ShowProgram(session.program_id))
    cohort = await show_cohort(work, ShowCohort(session.cohort_id)) if session.cohort_id else None
    marks = {each.participant_ref: each for each in session.attendance or ()}
    roster = cohort.roster or () if cohort else ()
    return screen.show(
        "showing.html.j2",
        session=session,
        program=program,
        cohort=cohort,
        attendance=[(entry.code, marks[entry.participant_ref]) for entry in roster if entry.participant_ref in marks],
        obligations={each.id: each for each in await list_obligations(work, ListObligations(program.id))},
        items={each.scope_item_id: each for each in program.authorisations},
        correctable=may_record(work, program.facility) and not session.retracted,
        closed=await is_closed(work, program.facility.id, session.held_on),
    )
