"""HTTP of programs."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response, status
from pydantic import BaseModel, ConfigDict, Field

from services.programs.program.commands import OpenProgram, open_program
from services.programs.program.model.parts import Opening
from services.programs.program.model.states import State
from services.programs.program.queries import (
    ListPrograms,
    ProgramLine,
    ProgramView,
    ReadProgram,
    list_programs,
    read_program,
)
from shared.values.terms import Day
from shared.web.cursors import Page, WantedPage
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.preconditions import SeenVersion, etag

router = APIRouter(route_class=WorkRoute, tags=["programs"])


class OpeningBody(BaseModel):
    """The opening of a program: the day from which participants can be admitted, and how many."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"opened_on": "2026-03-02", "capacity": 30}]}
    )

    opened_on: Day
    capacity: int = Field(ge=1, le=5000)


class ProgramState(BaseModel):
    """In which state a program is now."""

    id: UUID
    state: State
    version: int


@router.get("/programs", summary="Programs")
async def get_programs(
    work: CurrentWork,
    page: WantedPage,
    *,
    facility: UUID | None = None,
    region: Annotated[str | None, Query(pattern="^[A-Z]{2,20}$")] = None,
    state: State | None = None,
    agreement: UUID | None = None,
    fiscal_year: Annotated[int | None, Query(ge=1900, le=9999)] = None,
) -> Page[ProgramLine]:
    """Programs within the actor's facility, region or nation, newest first."""
    return await list_programs(work, ListPrograms(facility, region, state, agreement, fiscal_year, page))


@router.get("/programs/{program_id}", summary="One program")
async def get_program(work: CurrentWork, program_id: UUID, response: Response) -> ProgramView:
    """One program with what carries it, its history, its cohorts and what its sessions add up to."""
    program = await read_program(work, ReadProgram(program_id))
    response.headers["ETag"] = etag(program.version)
    return program


@router.post("/programs/{program_id}/openings", status_code=status.HTTP_201_CREATED, summary="Open a program")
async def post_opening(
    work: CurrentWork, program_id: UUID, body: OpeningBody, seen: SeenVersion, response: Response
) -> ProgramState:
    """Let participants be admitted from a day on that has come."""
    program = await open_program(work, OpenProgram(program_id, seen, Opening(body.opened_on, body.capacity)))
    response.headers["Location"] = f"/programs/{program_id}"
    response.headers["ETag"] = etag(program.version)
    return ProgramState(id=program.id, state=program.state, version=program.version)
