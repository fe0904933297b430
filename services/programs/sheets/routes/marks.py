"""Marks of a sheet, in lines of a request or of a table.

POST /sheets/{id}/marks
POST /sheets/{id}/tables
"""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request

from services.programs.sheets.commands.entering import (
    MOST_LINES,
    AdmitTable,
    EnteredMarks,
    EnterMarks,
    EnterTable,
    admit_table,
    enter_marks,
    enter_table,
)
from services.programs.sheets.model.lines import MarkLine, RefusedLine
from shared.access import Work
from shared.tables.formats import WORKBOOK
from shared.values.texts import Text
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.responses import Versioned
from shared.web.spooling import CurrentSpool, spool_file
from shared.web.uploads import body_with, id_in_path, upload_route


async def admit(work: Work, request: Request) -> None:
    """Refuse a table before it arrives."""
    await admit_table(work, AdmitTable(id_in_path(request, "sheet_id")))


router = APIRouter(route_class=WorkRoute, tags=["sheets"])
uploads = APIRouter(route_class=upload_route(admit, spool_file), tags=["sheets"])

Cell = Annotated[str, Field(max_length=100)]
MARKS: dict[str, Any] = {
    "lines": [{"code": "K-01", "mark": "aktif"}, {"code": "K-02", "mark": "tidak hadir", "reason": "sakit"}]
}


class EnteredLine(BaseModel):
    """A line of attendance: the short code or the pseudonym, the mark, and the reason of an absence.

    Marks and reasons are codes, or their names in one of the languages. A line that is not right is refused by itself.
    """

    model_config = ConfigDict(extra="forbid")

    code: Cell
    mark: Cell = ""
    reason: Cell = ""


class NewMarks(BaseModel):
    """Lines of attendance."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [MARKS]})

    lines: Annotated[list[EnteredLine], Field(min_length=1, max_length=MOST_LINES)]

    def command(self, sheet_id: UUID) -> EnterMarks:
        """The command to enter these lines."""
        lines = enumerate(self.lines, start=1)
        return EnterMarks(sheet_id, tuple(MarkLine(entry, each.code, each.mark, each.reason) for entry, each in lines))


class LineRefusal(BaseModel):
    """A line that was not kept: its number in the request or the table, the type of the problem, and its words."""

    entry: int
    code: str
    message: Text

    @classmethod
    def of(cls, refused: RefusedLine) -> "LineRefusal":
        """The refusal of a line."""
        return cls(entry=refused.entry, code=refused.refusal.code(), message=refused.refusal.sentence)


class MarksReceipt(BaseModel):
    """How many lines were kept, those that were refused, and the codes of those who have no mark yet."""

    id: UUID
    kept: int
    refused: list[LineRefusal]
    missing: list[str]
    version: int

    @classmethod
    def of(cls, entered: EnteredMarks) -> "MarksReceipt":
        """The receipt of entered lines."""
        return cls(
            id=entered.sheet.id,
            kept=entered.kept,
            refused=[LineRefusal.of(each) for each in entered.refused],
            missing=entered.missing,
            version=entered.sheet.version,
        )


@router.post("/sheets/{sheet_id}/marks", summary="Isi kehadiran / enter marks")
async def enter(work: CurrentWork, sheet_id: UUID, body: NewMarks) -> Versioned[MarksReceipt]:
    """Enter lines, at most 1,000. Each one that is right is kept; a repetition changes nothing."""
    entered = await enter_marks(work, body.command(sheet_id))
    return Versioned(MarksReceipt.of(entered), entered.sheet.version)


@uploads.post(
    "/sheets/{sheet_id}/tables",
    summary="Kirim tabel kehadiran / send a table of attendance",
    openapi_extra=body_with((WORKBOOK, "text/csv")),
)
async def enter_lines(work: CurrentWork, sheet_id: UUID, spooled: CurrentSpool) -> Versioned[MarksReceipt]:
    """Enter the rows of a workbook or CSV file, which is the body; rows without a mark are left out.

    `entry` is the number of the row as a spreadsheet shows it.
    """
    entered = await enter_table(work, EnterTable(sheet_id, spooled.file))
    return Versioned(MarksReceipt.of(entered), entered.sheet.version)
