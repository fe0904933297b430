"""GET, POST /mitra/{id}/penutupan"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.responses import Response

from services.agreements.register.commands.closing import ClosePartner, close_partner
from services.agreements.register.queries.partners import ShowPartner, show_partner
from shared.console.forms import FormDay, form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.inputs import Paragraph
from shared.web.edge import CurrentWork
from shared.web.preconditions import ExpectedVersion

router = APIRouter(route_class=PageRoute)


class Closing(BaseModel):
    """The last day of the partner, and why it no longer exists."""

    closed_on: FormDay
    reason: Paragraph


@router.get("/mitra/{partner_id}/penutupan")
async def show_closing(work: CurrentWork, screen: CurrentScreen, partner_id: UUID) -> Response:
    """The form."""
    return screen.show("closing.html.j2", partner=await show_partner(work, ShowPartner(partner_id)))


@router.post("/mitra/{partner_id}/penutupan")
async def close(
    work: CurrentWork,
    screen: CurrentScreen,
    partner_id: UUID,
    expected_version: ExpectedVersion,
    form: Annotated[Closing, form_of(Closing)],
) -> Response:
    """Close the partner; live agreements are named in a caution."""
    closed = await close_partner(work, ClosePartner(partner_id, form.closed_on, form.reason, expected_version))
    return screen.after(f"/mitra/{closed.id}", closed.cautions)
