"""GET /program/{id}"""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from services.programs.program.model.states import LIVE
from services.programs.program.queries.showing import ShowProgram, show_program
from services.programs.program.queries.steps import may_record, may_run, reads_whole
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)
IN_PROGRESS = ("open", "running")


@router.get("/program/{program_id}")
async def show_one(work: CurrentWork, screen: CurrentScreen, program_id: UUID) -> Response:
    """Facts, what to do now, the agreements that carry it, cohorts, and the deliveries."""
    program = await show_program(work, ShowProgram(program_id))
    runs, records = may_run(work, program.facility), may_record(work, program.facility)
    live = program.state in IN_PROGRESS
    steps = [
        ("open_program", "pembukaan", runs and program.state == "planned"),
        ("start_cohort", "kohort", runs and live),
        ("record_open_session", "pertemuan/terbuka", records and live),
        ("record_cancellation", "pembatalan/baru", records and live),
        ("record_funding", "pembiayaan", runs and program.state in LIVE),
        ("resume_program", "pelanjutan", runs and program.state == "suspended"),
        ("suspend_program", "penangguhan", runs and live),
        ("end_program", "pengakhiran", runs and program.state in LIVE),
    ]
    return screen.show(
        "showing.html.j2",
        program=program,
        steps=[(word, address) for word, address, possible in steps if possible],
        similar=[each for each in program.similar if not each.kept_apart] if runs else [],
        records=records,
        whole=reads_whole(work),
    )
