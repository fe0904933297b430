"""GET, POST /kohort/{id}/usul
GET, POST /program/{id}/usul/terbuka
"""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from services.programs.amendments.commands.proposing import (
    ProposedFacts,
    ProposeOpenSession,
    ProposeSession,
    propose_open_session,
    propose_session,
)
from services.programs.cohorts.queries import ShowCohort, show_cohort
from services.programs.program.queries.showing import ShowProgram, show_program
from services.programs.sessions.pages.drawing import new_session
from services.programs.sessions.pages.form import AudienceFields, RosterFields, SessionFields, choices
from shared.console.forms import form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.inputs import ShortText
from shared.values.terms import day_in
from shared.web.edge import CurrentSettings, CurrentWork

router = APIRouter(route_class=PageRoute)


class LateSession(SessionFields, RosterFields):
    """A session of a cohort, and why it is recorded late."""

    reason: ShortText


class LateOpenSession(SessionFields, AudienceFields):
    """An open session, and why it is recorded late."""

    reason: ShortText


@router.get("/kohort/{cohort_id}/usul")
async def show_proposal(
    work: CurrentWork,
    screen: CurrentScreen,
    settings: CurrentSettings,
    cohort_id: UUID,
    *,
    semua: Literal["active"] | None = None,
) -> Response:
    """The form, with a row for each participant who was enrolled on the day."""
    return screen.show("proposing_late.html.j2", marked=semua, **await new_session(work, screen, settings, cohort_id))


@router.post("/kohort/{cohort_id}/usul")
async def propose(
    work: CurrentWork, screen: CurrentScreen, cohort_id: UUID, form: Annotated[LateSession, form_of(LateSession)]
) -> Response:
    """Propose the session."""
    cohort = await show_cohort(work, ShowCohort(cohort_id))
    program = await show_program(work, ShowProgram(cohort.program_id))
    proposed = ProposedFacts(form.facts(program, attendance=form.marks()), form.fulfilled(), form.reason)
    amendment = await propose_session(work, ProposeSession(cohort_id, proposed))
    return screen.go(f"/usul/{amendment.id}")


@router.get("/program/{program_id}/usul/terbuka")
async def show_open_proposal(work: CurrentWork, screen: CurrentScreen, program_id: UUID) -> Response:
    """The form of an open session."""
    program = await show_program(work, ShowProgram(program_id))
    today, shown = day_in(program.facility.zone, work.now), await choices(work, program)
    return screen.show("proposing_late.html.j2", cohort=None, roster=(), today=today, marked=None, **shown)


@router.post("/program/{program_id}/usul/terbuka")
async def propose_open(
    work: CurrentWork,
    screen: CurrentScreen,
    program_id: UUID,
    form: Annotated[LateOpenSession, form_of(LateOpenSession)],
) -> Response:
    """Propose the open session."""
    program = await show_program(work, ShowProgram(program_id))
    proposed = ProposedFacts(form.facts(program, audience=form.groups()), form.fulfilled(), form.reason)
    amendment = await propose_open_session(work, ProposeOpenSession(program_id, proposed))
    return screen.go(f"/usul/{amendment.id}")
