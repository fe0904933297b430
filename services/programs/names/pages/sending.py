"""GET, POST /nama/{facility_id}/berkas"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from services.programs.months.queries.of_facility import ListMonths, list_months
from services.programs.names.commands.importing import AdmitNames, ImportNames, admit_names, import_names
from shared.access import Work
from shared.console.forms import form_of
from shared.console.screen import CurrentScreen
from shared.console.uploads import upload_page
from shared.web.edge import CurrentSettings, CurrentWork
from shared.web.spooling import CurrentSpool, spool_file
from shared.web.uploads import id_in_path


async def admit(work: Work, request: Request) -> None:
    """Refuse a file before it arrives."""
    await admit_names(work, AdmitNames(id_in_path(request, "facility_id")))


uploads = APIRouter(route_class=upload_page(admit, spool_file))


class SentNames(BaseModel):
    """Whether the file is only tried, and the name that it has on the computer of the sender, which is not kept."""

    dry_run: bool = False
    file: str = Field(max_length=5_000)


@uploads.get("/nama/{facility_id}/berkas")
async def show_sending(
    work: CurrentWork, screen: CurrentScreen, settings: CurrentSettings, facility_id: UUID
) -> Response:
    """The form with the file, and the columns that are read."""
    # By a use case that checks the account: the form itself reads nothing.
    await list_months(work, ListMonths(facility_id, work.now.year))
    may = await import_names.permits(work, AdmitNames(facility_id))
    megabytes = settings.files_max_megabytes
    return screen.show("sending.html.j2", facility_id=facility_id, may=may, megabytes=megabytes)


@uploads.post("/nama/{facility_id}/berkas")
async def send(
    work: CurrentWork,
    screen: CurrentScreen,
    facility_id: UUID,
    form: Annotated[SentNames, form_of(SentNames)],
    *,
    settings: CurrentSettings,
    spooled: CurrentSpool,
) -> Response:
    """Take the rows; those that were refused are named by their number."""
    taken = await import_names(work, ImportNames(facility_id, spooled.file, form.dry_run, settings))
    return screen.show("taken.html.j2", facility_id=facility_id, taken=taken)
