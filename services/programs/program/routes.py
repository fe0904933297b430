"""The routes of programs.

GET /programs
POST /programs
GET /programs/coverage
GET /programs/{id}
POST /programs/{id}/openings
PUT /programs/{id}/funding
GET /templates/{code}/facilities
"""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from services.programs.catalogue.model.template import Code
from services.programs.program.commands import funding, opening, planning
from services.programs.program.model.funding import Funding
from services.programs.program.model.parts import Opening
from services.programs.program.model.program import Program
from services.programs.program.model.states import ProgramState
from services.programs.program.model.years import FiscalYear
from services.programs.program.queries import coverage, listing, showing, spread
from shared.values.cooperation import Pillar
from shared.values.inputs import ShortText
from shared.web.cursors import Page, PageParameters
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.preconditions import ExpectedVersion
from shared.web.responses import Created, Versioned

router = APIRouter(route_class=WorkRoute, tags=["programs"])


PROGRAM: dict[str, Any] = {
    "facility_id": "0195ab8e-7c00-7000-8000-000000000001",
    "template": "waste_bank_and_greening",
    "name": "Bank sampah blok timur",
    "fiscal_year": 2026,
}

Region = Annotated[str | None, Query(pattern="^[A-Z]{2,20}$")]


class NewProgram(BaseModel):
    """A program that a facility runs on its own, by a template of the catalogue and under its pillar or another."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [PROGRAM]})

    facility_id: UUID
    template: Code
    name: ShortText
    fiscal_year: FiscalYear = Field(strict=True)
    pillar: Pillar | None = None


class ProgramFunding(BaseModel):
    """Every source of money of a program in its fiscal year, each once; an amount is in rupiah, null: not known."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"funding": [{"source": "state_budget", "amount": 15000000}, {"source": "partner"}]}]
        },
    )

    funding: list[Funding] = Field(max_length=10)


class ProgramReceipt(BaseModel):
    """The state and the version of a program after a change."""

    id: UUID
    state: ProgramState
    version: int


@router.get("/programs", summary="Daftar program / list programs")
async def list_programs(
    work: CurrentWork,
    page: PageParameters,
    *,
    facility: UUID | None = None,
    region: Region = None,
    state: ProgramState | None = None,
    agreement: UUID | None = None,
    fiscal_year: FiscalYear | None = None,
    covered: bool | None = None,
) -> Page[listing.ProgramSummary]:
    """Programs within the account's facility, region or nation, or for its partner, newest first.

    `covered` asks for those that an agreement carries, or for those that none does; only offices get an answer.
    """
    return await listing.list_programs(
        work, listing.ListPrograms(facility, region, state, agreement, fiscal_year, covered, page)
    )


@router.post("/programs", summary="Rencanakan program sendiri / plan a program without an agreement")
async def plan_program(work: CurrentWork, body: NewProgram) -> Created[ProgramReceipt]:
    """Plan a program of this fiscal year or the next one that no agreement carries; it is reported as uncovered."""
    program = await planning.plan_program(
        work, planning.PlanProgram(body.facility_id, body.template, body.name, body.fiscal_year, body.pillar)
    )
    return _created(program)


@router.get("/programs/coverage", summary="Cakupan program / how many programs an agreement carries")
async def show_coverage(
    work: CurrentWork, *, fiscal_year: FiscalYear, facility: UUID | None = None, region: Region = None
) -> coverage.ProgramCoverage:
    """The programs of one year within the account's facility, region or nation, and how many no agreement carries."""
    return await coverage.show_coverage(work, coverage.ShowCoverage(fiscal_year, facility, region))


@router.get("/programs/{program_id}", summary="Lihat program / show a program")
async def show_program(work: CurrentWork, program_id: UUID) -> Versioned[showing.ProgramDetails]:
    """One program with its authorisations, history, cohorts, and the sum of its sessions."""
    program = await showing.show_program(work, showing.ShowProgram(program_id))
    return Versioned(program, program.version)


@router.post("/programs/{program_id}/openings", summary="Buka program / open a program")
async def open_program(
    work: CurrentWork, program_id: UUID, body: Opening, expected_version: ExpectedVersion
) -> Created[ProgramReceipt]:
    """Open the program for participants, from a day that is not in the future."""
    return _created(await opening.open_program(work, opening.OpenProgram(program_id, expected_version, body)))


@router.put("/programs/{program_id}/funding", summary="Catat pembiayaan program / record the funding of a program")
async def record_funding(
    work: CurrentWork, program_id: UUID, body: ProgramFunding, expected_version: ExpectedVersion
) -> Versioned[ProgramReceipt]:
    """Replace the sources of money of the program; an empty list: not known."""
    command = funding.RecordFunding(program_id, expected_version, tuple(body.funding))
    program = await funding.record_funding(work, command)
    return Versioned(_receipt(program), program.version)


@router.get("/templates/{code}/facilities", summary="UPT yang menjalankan templat / facilities that run a template")
async def list_runs(
    work: CurrentWork, code: str, page: PageParameters, *, fiscal_year: FiscalYear, region: Region = None
) -> Page[spread.TemplateRun]:
    """The facilities within the account's reach that have a program of the template in a year, with their sessions."""
    return await spread.list_runs(work, spread.ListRuns(code, fiscal_year, region, page))


def _created(program: Program) -> Created[ProgramReceipt]:
    return Created(_receipt(program), program.version, f"/programs/{program.id}")


def _receipt(program: Program) -> ProgramReceipt:
    return ProgramReceipt(id=program.id, state=program.state, version=program.version)
