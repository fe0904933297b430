"""GET /impor/contoh/{kind}
GET /impor/{id}/catatan
"""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from services.agreements.imports.model.imports import Kind
from services.agreements.imports.queries.workbooks import ShowRemarks, ShowTemplate, show_template, show_workbook
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.tables.formats import WORKBOOK
from shared.web.attachments import download, stream
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


@router.get("/impor/contoh/{kind}")
async def show_empty_table(work: CurrentWork, kind: Kind) -> Response:
    """An empty workbook with the titles of the columns."""
    return download(await show_template(work, ShowTemplate(kind)), f"contoh-{kind}.xlsx", WORKBOOK)


@router.get("/impor/{import_id}/catatan")
async def show_remarks(work: CurrentWork, screen: CurrentScreen, import_id: UUID) -> Response:
    """The table with a column of findings in the language of the reader."""
    return stream(await show_workbook(work, ShowRemarks(import_id, screen.tongue)), "catatan.xlsx", WORKBOOK)
