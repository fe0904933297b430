"""GET, POST /impor/{id}/baris/{number}"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path
from starlette.responses import Response

from services.agreements.imports.commands.correcting import CorrectRow, correct_row
from services.agreements.imports.pages.cells import texts
from services.agreements.imports.queries.imports import ShowImport, show_import
from services.agreements.imports.queries.rows import ShowRow, show_row
from services.agreements.imports.shipped import columns
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)
Number = Annotated[int, Path(ge=1, le=1_048_576)]


@router.get("/impor/{import_id}/baris/{number}")
async def show_correcting(work: CurrentWork, screen: CurrentScreen, import_id: UUID, number: Number) -> Response:
    """Every cell of the row as a field, with its findings."""
    received = await show_import(work, ShowImport(import_id))
    row = await show_row(work, ShowRow(import_id, number))
    found: dict[str, list[object]] = {}
    for finding in row.findings:
        found.setdefault(finding.column, []).append(finding)
    return screen.show(
        "correcting.html.j2",
        received=received,
        row=row,
        columns=columns()[received.kind],
        cells=texts(row),
        found=found,
    )


@router.post("/impor/{import_id}/baris/{number}")
async def correct(work: CurrentWork, screen: CurrentScreen, import_id: UUID, number: Number) -> Response:
    """Correct the cells that were changed, and check the row again."""
    received = await show_import(work, ShowImport(import_id))
    before = texts(await show_row(work, ShowRow(import_id, number)))
    typed = {column.name: screen.typed(f"cells-{column.name}") for column in columns()[received.kind]}
    # A cell that no one touched stays as it was read: a day stays a day, and is not read from its text again.
    changed = {name: text for name, text in typed.items() if text != before.get(name, "")}
    checked = await correct_row(work, CorrectRow(import_id, number, changed))
    if checked.state == "refused":
        return screen.go(f"/impor/{import_id}/baris/{number}")
    return screen.go(f"/impor/{import_id}?keadaan={checked.state}")
