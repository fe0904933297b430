"""GET /program/{id}/daftar-tunggu
GET, POST /program/{id}/daftar-tunggu/baru
GET, POST /program/{id}/daftar-tunggu/{candidate_id}
"""

from typing import Annotated, get_args
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.responses import Response

from services.programs.candidates.commands import AddCandidates, EndCandidate, add_candidates, end_candidate
from services.programs.candidates.model import CandidateEnd, CandidateNotFound
from services.programs.candidates.queries import ListCandidates, list_candidates
from services.programs.cohorts.model.admission import AdmissionBasis
from services.programs.cohorts.pages.form import ParticipantGroups
from services.programs.program.model.kinds import kinds_at
from services.programs.program.queries.showing import ShowProgram, show_program
from services.programs.program.queries.steps import may_run
from shared.console.forms import FormDay, form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.terms import day_in
from shared.web.edge import CurrentWork
from shared.web.preconditions import ExpectedVersion

router = APIRouter(route_class=PageRoute)


class NewCandidates(ParticipantGroups):
    """Participants who wait for a place."""

    listed_on: FormDay


class CandidateEnding(BaseModel):
    """Why a candidate does not wait any more."""

    end_reason: CandidateEnd


@router.get("/program/{program_id}/daftar-tunggu")
async def show_list(work: CurrentWork, screen: CurrentScreen, program_id: UUID) -> Response:
    """Those who wait, in turn, and how many places are free."""
    program = await show_program(work, ShowProgram(program_id))
    found = await list_candidates(work, ListCandidates(program_id))
    return screen.show("listing.html.j2", program=program, found=found, runs=may_run(work, program.facility))


@router.get("/program/{program_id}/daftar-tunggu/baru")
async def show_adding(work: CurrentWork, screen: CurrentScreen, program_id: UUID) -> Response:
    """The form."""
    program = await show_program(work, ShowProgram(program_id))
    return screen.show(
        "adding.html.j2",
        program=program,
        today=day_in(program.facility.zone, work.now),
        kinds=kinds_at(program.facility.name),
        bases=get_args(AdmissionBasis),
    )


@router.post("/program/{program_id}/daftar-tunggu/baru")
async def add(
    work: CurrentWork, screen: CurrentScreen, program_id: UUID, form: Annotated[NewCandidates, form_of(NewCandidates)]
) -> Response:
    """List the candidates."""
    await add_candidates(work, AddCandidates(program_id, form.listed_on, form.admissions()))
    return screen.go(f"/program/{program_id}/daftar-tunggu")


@router.get("/program/{program_id}/daftar-tunggu/{candidate_id}")
async def show_ending(work: CurrentWork, screen: CurrentScreen, program_id: UUID, candidate_id: UUID) -> Response:
    """The form for one who does not wait any more."""
    program = await show_program(work, ShowProgram(program_id))
    found = await list_candidates(work, ListCandidates(program_id))
    candidate = next((each for each in found.candidates if each.id == candidate_id), None)
    if candidate is None:
        raise CandidateNotFound(id=candidate_id)
    return screen.show("ending.html.j2", program=program, candidate=candidate, reasons=get_args(CandidateEnd))


@router.post("/program/{program_id}/daftar-tunggu/{candidate_id}")
async def end(
    work: CurrentWork,
    screen: CurrentScreen,
    program_id: UUID,
    candidate_id: UUID,
    *,
    expected_version: ExpectedVersion,
    form: Annotated[CandidateEnding, form_of(CandidateEnding)],
) -> Response:
    """Remove the candidate."""
    await end_candidate(work, EndCandidate(candidate_id, expected_version, form.end_reason))
    return screen.go(f"/program/{program_id}/daftar-tunggu")
