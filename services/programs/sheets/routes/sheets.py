"""Sheets of attendance.

POST /cohorts/{id}/sheets
GET /programs/{id}/sheets
GET /sheets/{id}
GET /sheets/{id}/table
GET /sheets/{id}/names
POST /sheets/{id}/recordings
POST /sheets/{id}/discards
"""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from services.programs.cohorts.commands.naming import NamedParticipant
from services.programs.sessions.model.reported import ReportedSession
from services.programs.sheets import queries
from services.programs.sheets.commands import naming, opening, recording
from services.programs.sheets.model.sheet import Sheet, SheetState
from shared.tables.formats import MEDIA_TYPES, Format
from shared.values.languages import Tongue
from shared.web.attachments import download
from shared.web.edge import CurrentSettings, CurrentWork, WorkRoute
from shared.web.preconditions import ExpectedVersion
from shared.web.responses import Created, Versioned

router = APIRouter(route_class=WorkRoute, tags=["sheets"])

SHEET: dict[str, Any] = {
    "held_on": "2026-03-11",
    "started_at": "09:00",
    "minutes": 90,
    "kind": "class",
    "topic": "Pemilahan sampah",
}
TableFormat = Annotated[Format, Query(alias="format", description="a workbook or a CSV file")]
TABLE_ANSWER: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "the table",
        "content": {
            media_type.partition(";")[0]: {"schema": {"type": "string", "format": "binary"}}
            for media_type in MEDIA_TYPES.values()
        },
    }
}


class NewSheet(ReportedSession):
    """A session of a cohort whose attendance is collected; its day may still come."""

    model_config = ConfigDict(json_schema_extra={"examples": [SHEET]})

    def command(self, cohort_id: UUID) -> opening.OpenSheet:
        """The command to open this sheet."""
        return opening.OpenSheet(cohort_id, self.facts([], []), self.fulfilled())


class SheetReceipt(BaseModel):
    """The sheet after a change."""

    id: UUID
    state: SheetState
    version: int

    @classmethod
    def of(cls, sheet: Sheet) -> "SheetReceipt":
        """The receipt of a sheet."""
        return cls(id=sheet.id, state=sheet.state, version=sheet.version)


class SheetRecording(BaseModel):
    """How the session is recorded: `rest_unexcused` marks those without a mark as absent without information."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"rest_unexcused": True}]})

    rest_unexcused: bool = Field(False, strict=True)


class RecordedSheet(BaseModel):
    """The session that was recorded from a sheet, and how many participants have each mark."""

    session_id: UUID
    active: int
    passive: int
    absent: int


@router.post("/cohorts/{cohort_id}/sheets", summary="Buka lembar kehadiran / open a sheet of attendance")
async def open_sheet(work: CurrentWork, cohort_id: UUID, body: NewSheet) -> Created[SheetReceipt]:
    """Open a sheet for a session. Its marks can be entered in parts, by several people, and from a table."""
    sheet = await opening.open_sheet(work, body.command(cohort_id))
    return Created(SheetReceipt.of(sheet), sheet.version, f"/sheets/{sheet.id}")


@router.get("/programs/{program_id}/sheets", summary="Lembar yang terbuka / list open sheets")
async def list_sheets(work: CurrentWork, program_id: UUID) -> list[queries.SheetSummary]:
    """The open sheets of a program, by their day, at most 200."""
    return await queries.list_sheets(work, queries.ListSheets(program_id))


@router.get("/sheets/{sheet_id}", summary="Satu lembar kehadiran / show a sheet of attendance")
async def show_sheet(work: CurrentWork, sheet_id: UUID) -> Versioned[queries.SheetDetails]:
    """One sheet with everyone who is expected on its day, by short code."""
    sheet = await queries.show_sheet(work, queries.ShowSheet(sheet_id))
    return Versioned(sheet, sheet.version)


@router.get(
    "/sheets/{sheet_id}/table",
    summary="Tabel kehadiran / show the table of a sheet",
    response_class=Response,
    responses=TABLE_ANSWER,
)
async def show_table(
    work: CurrentWork, sheet_id: UUID, format_: TableFormat = "xlsx", *, language: Tongue = "id"
) -> Response:
    """The sheet as a workbook or CSV file with short codes, to fill in and to send back."""
    content = await queries.show_table(work, queries.ShowTable(sheet_id, format_, language))
    return download(content, f"kehadiran.{format_}", MEDIA_TYPES[format_])


@router.get("/sheets/{sheet_id}/names", summary="Nama pada lembar kehadiran / names on a sheet of attendance")
async def open_sheet_names(work: CurrentWork, settings: CurrentSettings, sheet_id: UUID) -> list[NamedParticipant]:
    """The names beside the codes of a sheet, for the facility's own officers only; each reading is recorded."""
    return await naming.open_sheet_names(work, naming.OpenSheetNames(sheet_id, settings))


@router.post("/sheets/{sheet_id}/recordings", summary="Catat pertemuan dari lembar / record the session of a sheet")
async def record_sheet(
    work: CurrentWork, sheet_id: UUID, body: SheetRecording, expected_version: ExpectedVersion
) -> Created[RecordedSheet]:
    """Record the session once everyone is marked, or with the rest as absent without information."""
    command = recording.RecordSheet(sheet_id, expected_version, body.rest_unexcused)
    session = (await recording.record_sheet(work, command)).session
    receipt = RecordedSheet(session_id=session.id, **session.facts.counts._asdict())
    return Created(receipt, session.version, f"/sessions/{session.id}")


@router.post("/sheets/{sheet_id}/discards", summary="Buang lembar kehadiran / discard a sheet")
async def discard_sheet(
    work: CurrentWork, sheet_id: UUID, expected_version: ExpectedVersion
) -> Versioned[SheetReceipt]:
    """Discard an open sheet; nothing of it counts."""
    sheet = await opening.discard_sheet(work, opening.DiscardSheet(sheet_id, expected_version))
    return Versioned(SheetReceipt.of(sheet), sheet.version)
