"""GET, POST /nama/{facility_id}/penghapusan"""

from typing import Annotated, get_args
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, Field
from starlette.responses import Response

from services.programs.months.queries.of_facility import ListMonths, list_months
from services.programs.names.commands.importing import AdmitNames
from services.programs.names.commands.listing import EraseName, erase_name
from services.programs.participants.model import ErasureGround
from shared.console.forms import form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.web.edge import CurrentSettings, CurrentWork

router = APIRouter(route_class=PageRoute)


class Erasure(BaseModel):
    """The reference whose name is erased, and the ground."""

    participant_ref: str = Field(max_length=40)
    name_ground: ErasureGround


@router.get("/nama/{facility_id}/penghapusan")
async def show_erasing(work: CurrentWork, screen: CurrentScreen, facility_id: UUID) -> Response:
    """The form; what the participant took part in stays."""
    # By a use case that checks the account: the form itself reads nothing.
    await list_months(work, ListMonths(facility_id, work.now.year))
    may = await erase_name.permits(work, AdmitNames(facility_id))
    return screen.show("erasing.html.j2", facility_id=facility_id, may=may, grounds=get_args(ErasureGround))


@router.post("/nama/{facility_id}/penghapusan")
async def erase(
    work: CurrentWork,
    screen: CurrentScreen,
    settings: CurrentSettings,
    facility_id: UUID,
    form: Annotated[Erasure, form_of(Erasure)],
) -> Response:
    """Erase the name."""
    await erase_name(work, EraseName(facility_id, form.participant_ref.strip().upper(), form.name_ground, settings))
    return screen.go(f"/nama/{facility_id}")
