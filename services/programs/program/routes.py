"""GET /programs, GET /programs/{id}, POST /programs/{id}/openings."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel

from services.programs.program import commands
from services.programs.program.model.parts import Opening
from services.programs.program.model.states import ProgramState
from services.programs.program.queries import listing, showing
from shared.web.cursors import Page, WantedPage
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.preconditions import SeenVersion
from shared.web.responses import Created, Versioned

router = APIRouter(route_class=WorkRoute, tags=["programs"])


class ProgramReceipt(BaseModel):
    """The state and the version of a program after a change."""

    id: UUID
    state: ProgramState
    version: int


@router.get("/programs", summary="Daftar program / list programs")
async def list_programs(
    work: CurrentWork,
    page: WantedPage,
    *,
    facility: UUID | None = None,
    region: Annotated[str | None, Query(pattern="^[A-Z]{2,20}$")] = None,
    state: ProgramState | None = None,
    agreement: UUID | None = None,
    fiscal_year: Annotated[int | None, Query(ge=1900, le=9999)] = None,
) -> Page[listing.ProgramSummary]:
    """Programs within the account's facility, region or nation, or for its partner, newest first."""
    return await listing.list_programs(
        work, listing.ListPrograms(facility, region, state, agreement, fiscal_year, page)
    )


@router.get("/programs/{program_id}", summary="Lihat program / show a program")
async def show_program(work: CurrentWork, program_id: UUID) -> Versioned[showing.ProgramDetails]:
    """One program with its authorisations, history, cohorts, and the sum of its sessions."""
    program = await showing.show_program(work, showing.ShowProgram(program_id))
    return Versioned(program, program.version)


@router.post("/programs/{program_id}/openings", summary="Buka program / open a program")
async def open_program(
    work: CurrentWork, program_id: UUID, body: Opening, expected_version: SeenVersion
) -> Created[ProgramReceipt]:
    """Open the program for participants, from a day that is not in the future."""
    program = await commands.open_program(work, commands.OpenProgram(program_id, expected_version, body))
    receipt = ProgramReceipt(id=program.id, state=program.state, version=program.version)
    return Created(receipt, receipt.version, f"/programs/{program_id}")
