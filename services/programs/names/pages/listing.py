"""GET /nama/{facility_id}
GET /nama/{facility_id}/pembacaan
"""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from services.programs.names.commands.importing import AdmitNames, import_names
from services.programs.names.commands.listing import OpenNames, open_names
from services.programs.names.queries import ListNameReadings, list_name_readings
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.web.cursors import ScreenParameters
from shared.web.edge import CurrentSettings, CurrentWork

router = APIRouter(route_class=PageRoute)
CAPITAL = "Asia/Jakarta"
"""Readers of the whole country see the same list, so its times are those of the capital."""


@router.get("/nama/{facility_id}")
async def show_names(
    work: CurrentWork, screen: CurrentScreen, settings: CurrentSettings, facility_id: UUID
) -> Response:
    """The names of a facility with their references, for its own officers; the reading is recorded."""
    found = await open_names(work, OpenNames(facility_id, settings))
    keeps = await import_names.permits(work, AdmitNames(facility_id))
    return screen.show("listing.html.j2", facility_id=facility_id, found=found, keeps=keeps)


@router.get("/nama/{facility_id}/pembacaan")
async def show_readings(
    work: CurrentWork, screen: CurrentScreen, page: ScreenParameters, facility_id: UUID
) -> Response:
    """The readings of names of the facility, the newest first."""
    found = await list_name_readings(work, ListNameReadings(facility_id, page))
    return screen.show("readings.html.j2", facility_id=facility_id, found=found, zone=CAPITAL)
