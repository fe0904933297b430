"""GET /impor/{id}"""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from services.agreements.imports.model.imports import WAITING, RowState
from services.agreements.imports.pages.cells import brief, titles
from services.agreements.imports.queries.imports import ImportDetails, ShowImport, show_import
from services.agreements.imports.queries.rows import ListRows, list_rows
from shared.access.positions import CAPITAL_ZONE
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.web.cursors import ScreenParameters
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)
IN_ORDER: tuple[RowState, ...] = ("refused", "cautioned", "ready", "known", "accepted", "withdrawn", "unchecked")
"""Rows that need a person come first."""


@router.get("/impor/{import_id}")
async def show_one(
    work: CurrentWork, screen: CurrentScreen, page: ScreenParameters, import_id: UUID, keadaan: RowState | None = None
) -> Response:
    """One import: its progress while it runs, then its rows in one state, with their findings."""
    received = await show_import(work, ShowImport(import_id))
    state = keadaan or next((state for state in IN_ORDER if state in received.rows), "unchecked")
    found = await list_rows(work, ListRows(import_id, state, page))
    return screen.show(
        "showing.html.j2",
        received=received,
        counts=[(each, received.rows[each]) for each in IN_ORDER if each in received.rows],
        total=sum(received.rows.values()),
        taken=_taken(received),
        acceptable=received.rows.get("ready", 0) + received.rows.get("cautioned", 0),
        state=state,
        found=found,
        brief=lambda row: brief(received.kind, row),
        titles=titles(received.kind),
        zone=CAPITAL_ZONE,
    )


def _taken(received: ImportDetails) -> int:
    """The rows that the step which runs has taken already."""
    waiting = WAITING[received.running] if received.running else ()
    return sum(count for state, count in received.rows.items() if state not in waiting)
