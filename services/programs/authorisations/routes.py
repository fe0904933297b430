"""The routes of authorisations.

GET /tasks
POST /programs/{id}/joinings
POST /programs/{id}/separations
"""

from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from services.programs.authorisations import queries
from services.programs.authorisations.commands import joining
from services.programs.program.model.states import ProgramState
from shared.web.cursors import Page, PageParameters
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.preconditions import ExpectedVersion
from shared.web.responses import Versioned

router = APIRouter(route_class=WorkRoute, tags=["programs"])

OTHER = "0195ab8e-7c00-7000-8000-000000000002"


class Joining(BaseModel):
    """The program into which another one is joined."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"into": OTHER}]})

    into: UUID


class Separation(BaseModel):
    """The other program, which continues as well."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"other": OTHER}]})

    other: UUID


class JoiningReceipt(BaseModel):
    """The program after it was joined into another one."""

    id: UUID
    state: ProgramState
    joined_into: UUID
    version: int


class SeparationReceipt(BaseModel):
    """Two programs that are kept apart."""

    id: UUID
    other: UUID


@router.get("/tasks", summary="Daftar tugas Ditjenpas / list tasks of the directorate general")
async def list_tasks(work: CurrentWork, page: PageParameters) -> Page[queries.TemplateTask]:
    """Signed scope for which the catalogue has no template yet, oldest first; it leaves the list once it is planned."""
    return await queries.list_tasks(work, queries.ListTasks(page))


@router.post("/programs/{program_id}/joinings", summary="Gabungkan program / join a program into another one")
async def join_program(
    work: CurrentWork, program_id: UUID, body: Joining, expected_version: ExpectedVersion
) -> Versioned[JoiningReceipt]:
    """Join a program without participants into another one of the same kind, which takes over its agreements."""
    program = await joining.join_program(work, joining.JoinProgram(program_id, expected_version, body.into))
    receipt = JoiningReceipt(id=program.id, state=program.state, joined_into=body.into, version=program.version)
    return Versioned(receipt, receipt.version)


@router.post("/programs/{program_id}/separations", summary="Biarkan terpisah / keep two programs apart")
async def keep_apart(work: CurrentWork, program_id: UUID, body: Separation) -> SeparationReceipt:
    """Keep two programs of the same kind apart; the question does not come back, also not in later years."""
    await joining.keep_apart(work, joining.KeepApart(program_id, body.other))
    return SeparationReceipt(id=program_id, other=body.other)
