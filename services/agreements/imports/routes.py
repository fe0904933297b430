"""POST /imports
GET /imports
GET /imports/templates/{kind}
GET /imports/{id}
GET /imports/{id}/rows
GET /imports/{id}/rows/{number}
GET /imports/{id}/workbook
POST /imports/{id}/runs
POST /imports/{id}/checks
POST /imports/{id}/acceptances
POST /imports/{id}/rows/{number}/corrections
POST /imports/{id}/withdrawals
"""

from typing import Annotated, Any, Self
from uuid import UUID

from fastapi import APIRouter, Header, Path, Query
from pydantic import BaseModel, ConfigDict, Field, model_validator
from starlette.requests import Request
from starlette.responses import Response

from services.agreements.imports.commands.accepting import AcceptRows, accept_rows
from services.agreements.imports.commands.checking import CheckRows, check_rows
from services.agreements.imports.commands.correcting import CorrectRow, correct_row
from services.agreements.imports.commands.receiving import AdmitFile, ReceiveFile, admit_file, receive_file
from services.agreements.imports.commands.running import RunImport, run_import
from services.agreements.imports.commands.withdrawing import WithdrawImport, withdraw_import
from services.agreements.imports.model.imports import ImportRow, Kind, RowState, Step
from services.agreements.imports.queries import imports, rows, workbooks
from services.agreements.imports.queries.imports import ImportDetails, ListImports, ShowImport
from services.agreements.imports.queries.rows import ListRows, ShowRow
from services.agreements.imports.queries.workbooks import ShowRemarks, ShowTemplate
from shared.access import Work
from shared.files.names import name_in, shown_name
from shared.tables.formats import WORKBOOK
from shared.values.inputs import Paragraph
from shared.values.languages import Tongue
from shared.web.attachments import download, stream
from shared.web.cursors import Page, PageParameters
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.responses import Created, Versioned
from shared.web.spooling import CurrentSpool, spool_file
from shared.web.uploads import body_with, upload_route


async def admit(work: Work, _request: Request) -> None:
    """Refuse a file before it arrives."""
    await admit_file(work, AdmitFile())


router = APIRouter(route_class=WorkRoute, tags=["imports"])
uploads = APIRouter(route_class=upload_route(admit, spool_file), tags=["imports"])

RowNumber = Annotated[int, Path(ge=1, le=1_048_576)]
"""A sheet has no more rows."""
WORKBOOK_ANSWER: dict[int | str, dict[str, Any]] = {
    200: {"description": "a workbook", "content": {WORKBOOK: {"schema": {"type": "string", "format": "binary"}}}}
}


class Correction(BaseModel):
    """The new content of some cells, by the name of their column; an empty text empties the cell."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"cells": {"signed_on": "27 Januari 2026", "year": ""}}]}
    )

    cells: dict[str, Annotated[str, Field(max_length=5_000)]] = Field(min_length=1, max_length=30)


class ImportWithdrawal(BaseModel):
    """Why the whole file is taken back."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"reason": "Berkas tahun yang salah."}]})

    reason: Paragraph


class NewRun(BaseModel):
    """A step for every row; a withdrawal has a reason."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"step": "check"}]})

    step: Step
    reason: Paragraph | None = None

    @model_validator(mode="after")
    def _has_reason(self) -> Self:
        if self.step == "withdraw" and self.reason is None:
            raise ValueError("a withdrawal has a reason")
        return self


@uploads.post("/imports", summary="Kirim tabel / send a table", openapi_extra=body_with((WORKBOOK, "text/csv")))
async def receive(
    work: CurrentWork,
    spooled: CurrentSpool,
    *,
    kind: Annotated[Kind, Query()],
    content_disposition: Annotated[
        str | None,
        Header(max_length=2_000, description="the name of the file: `attachment; filename*=UTF-8''rekap.csv`"),
    ] = None,
) -> Created[ImportDetails]:
    """Send a workbook (.xlsx) or a CSV file, which is the body. Its rows are stored as they are.

    Nothing else changes. A file that the unit has sent before is the import that it has.
    """
    command = ReceiveFile(kind, shown_name(name_in(content_disposition)), spooled.file)
    received = await imports.show_import(work, ShowImport(await receive_file(work, command)))
    return Created(received, received.version, f"/imports/{received.id}")


@router.get("/imports", summary="Daftar impor / list imports")
async def list_imports(work: CurrentWork, page: PageParameters, *, kind: Kind | None = None) -> Page[ImportDetails]:
    """One page of the imports of the reader's units, the newest first."""
    return await imports.list_imports(work, ListImports(kind, page))


@router.get(
    "/imports/templates/{kind}",
    summary="Tabel kosong / show an empty table",
    response_class=Response,
    responses=WORKBOOK_ANSWER,
)
async def show_template(work: CurrentWork, kind: Kind) -> Response:
    """An empty workbook with the titles of the columns of a kind."""
    return download(await workbooks.show_template(work, ShowTemplate(kind)), f"contoh-{kind}.xlsx", WORKBOOK)


@router.get("/imports/{import_id}", summary="Satu impor / show an import")
async def show_import(work: CurrentWork, import_id: UUID) -> Versioned[ImportDetails]:
    """One import with the number of its rows in each state."""
    received = await imports.show_import(work, ShowImport(import_id))
    return Versioned(received, received.version)


@router.get("/imports/{import_id}/rows", summary="Baris impor / list rows of an import")
async def list_rows(
    work: CurrentWork, import_id: UUID, page: PageParameters, *, state: RowState | None = None
) -> Page[ImportRow]:
    """One page of the rows, each with its number as the sender sees it, and its findings."""
    return await rows.list_rows(work, ListRows(import_id, state, page))


@router.get("/imports/{import_id}/rows/{number}", summary="Satu baris / show a row")
async def show_row(work: CurrentWork, import_id: UUID, number: RowNumber) -> ImportRow:
    """One row by its number as the sender sees it, and its findings."""
    return await rows.show_row(work, ShowRow(import_id, number))


@router.get(
    "/imports/{import_id}/workbook",
    summary="Tabel dengan catatan / show the table with remarks",
    response_class=Response,
    responses=WORKBOOK_ANSWER,
)
async def show_workbook(work: CurrentWork, import_id: UUID, *, language: Tongue = "id") -> Response:
    """The table as it was sent, as a workbook with a column of findings in one language."""
    return stream(await workbooks.show_workbook(work, ShowRemarks(import_id, language)), "catatan.xlsx", WORKBOOK)


@router.post("/imports/{import_id}/runs", summary="Proses semua baris / process all rows")
async def run(work: CurrentWork, import_id: UUID, body: NewRun) -> Versioned[ImportDetails]:
    """Check, accept or withdraw every row: the first fifty now, the others afterwards; `running` ends with the last.

    A refusal that ends it early is in `stopped_by`.
    """
    await run_import(work, RunImport(import_id, body.step, body.reason))
    received = await imports.show_import(work, ShowImport(import_id))
    return Versioned(received, received.version)


@router.post("/imports/{import_id}/checks", summary="Periksa baris berikutnya / check the next rows")
async def check(work: CurrentWork, import_id: UUID) -> Versioned[ImportDetails]:
    """Check the next fifty rows and change nothing else; repeat it until no row is unchecked."""
    await check_rows(work, CheckRows(import_id))
    received = await imports.show_import(work, ShowImport(import_id))
    return Versioned(received, received.version)


@router.post("/imports/{import_id}/acceptances", summary="Terima baris berikutnya / accept the next rows")
async def accept(work: CurrentWork, import_id: UUID) -> Versioned[ImportDetails]:
    """Put the next fifty rows on record, those with cautions too; repeat it until no row is ready or cautioned."""
    await accept_rows(work, AcceptRows(import_id))
    received = await imports.show_import(work, ShowImport(import_id))
    return Versioned(received, received.version)


@router.post("/imports/{import_id}/rows/{number}/corrections", summary="Perbaiki baris / correct a row")
async def correct(work: CurrentWork, import_id: UUID, number: RowNumber, body: Correction) -> ImportRow:
    """Correct cells of a row that is not on record yet, and check it again."""
    return await correct_row(work, CorrectRow(import_id, number, body.cells))


@router.post("/imports/{import_id}/withdrawals", summary="Tarik impor / withdraw an import")
async def withdraw(work: CurrentWork, import_id: UUID, body: ImportWithdrawal) -> Versioned[ImportDetails]:
    """Take back the next fifty records of the import; repeat it until it has none and is withdrawn.

    A record that is in use by now stays; the finding of its row has the reason.
    """
    await withdraw_import(work, WithdrawImport(import_id, body.reason))
    received = await imports.show_import(work, ShowImport(import_id))
    return Versioned(received, received.version)


routers = (uploads, router)
