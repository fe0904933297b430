"""GET, POST /sdp/{facility_id}
GET /sdp/{facility_id}/sppn
"""

from datetime import timedelta
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from services.programs.months.model.month import Month
from services.programs.months.queries.of_facility import ListMonths, list_months
from services.programs.sdp.commands.exporting import OpenSppn, open_sppn
from services.programs.sdp.commands.importing import (
    AdmitMovements,
    ImportMovements,
    admit_movements,
    import_movements,
)
from shared.access import Work
from shared.console.forms import form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.console.uploads import upload_page
from shared.tables.formats import MEDIA_TYPES, Format
from shared.values.terms import day_in
from shared.web.attachments import download
from shared.web.edge import CurrentSettings, CurrentWork
from shared.web.spooling import CurrentSpool, spool_file
from shared.web.uploads import id_in_path


async def admit(work: Work, request: Request) -> None:
    """Refuse a file before it arrives."""
    await admit_movements(work, AdmitMovements(id_in_path(request, "facility_id")))


router = APIRouter(route_class=PageRoute)
uploads = APIRouter(route_class=upload_page(admit, spool_file))
CAPITAL = "Asia/Jakarta"
CHOSEN = Query(pattern=r"^(19|2[0-9])[0-9]{2}-(0[1-9]|1[0-2])$")


class SentMovements(BaseModel):
    """Whether the file is only tried, and the name that it has on the computer of the sender, which is not kept."""

    dry_run: bool = False
    file: str = Field(max_length=5_000)


@uploads.get("/sdp/{facility_id}")
async def show_sending(
    work: CurrentWork, screen: CurrentScreen, settings: CurrentSettings, facility_id: UUID
) -> Response:
    """The form with the daily file, and the monthly files of the last months."""
    # By a use case that checks the account: the form itself reads nothing.
    await list_months(work, ListMonths(facility_id, work.now.year))
    may = await import_movements.permits(work, AdmitMovements(facility_id))
    month = Month.of(day_in(CAPITAL, work.now))
    months = [month]
    for _ in range(2):
        months.append(Month.of(months[-1].first - timedelta(days=1)))
    megabytes = settings.files_max_megabytes
    return screen.show("sending.html.j2", facility_id=facility_id, may=may, months=months, megabytes=megabytes)


@uploads.post("/sdp/{facility_id}")
async def send(
    work: CurrentWork,
    screen: CurrentScreen,
    facility_id: UUID,
    form: Annotated[SentMovements, form_of(SentMovements)],
    *,
    settings: CurrentSettings,
    spooled: CurrentSpool,
) -> Response:
    """Take the rows; those that were refused are named by their number."""
    taken = await import_movements(work, ImportMovements(facility_id, spooled.file, form.dry_run, settings))
    return screen.show("taken.html.j2", facility_id=facility_id, taken=taken)


@router.get("/sdp/{facility_id}/sppn")
async def show_file(
    work: CurrentWork,
    screen: CurrentScreen,
    settings: CurrentSettings,
    facility_id: UUID,
    *,
    bulan: Annotated[str, CHOSEN],
    bentuk: Annotated[Format, Query()] = "xlsx",
) -> Response:
    """The file of a month as a workbook or CSV file, in the language of the reader."""
    content = await open_sppn(work, OpenSppn(facility_id, Month.read(bulan), bentuk, screen.tongue, settings))
    return download(content, f"sppn-{bulan}.{bentuk}", MEDIA_TYPES[bentuk])
