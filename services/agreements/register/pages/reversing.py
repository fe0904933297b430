"""GET, POST /mitra/{id}/pemisahan"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.responses import Response

from services.agreements.register.commands.merging import ReverseMerger, reverse_merger
from services.agreements.register.queries.partners import ShowPartner, show_partner
from shared.console.forms import form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.inputs import Paragraph, ShortText
from shared.web.edge import CurrentWork
from shared.web.preconditions import ExpectedVersion

router = APIRouter(route_class=PageRoute)


class Reversal(BaseModel):
    """Why the two are different partners."""

    reason: Paragraph
    letter_of_merger: ShortText | None = None


@router.get("/mitra/{partner_id}/pemisahan")
async def show_reversal(work: CurrentWork, screen: CurrentScreen, partner_id: UUID) -> Response:
    """The form, if the partner of this id was merged into another one."""
    stays = await show_partner(work, ShowPartner(partner_id))
    merged = next((each for each in stays.merged if each.id == partner_id), None)
    return screen.show("reversing.html.j2", partner=stays, merged=merged)


@router.post("/mitra/{partner_id}/pemisahan")
async def reverse(
    work: CurrentWork,
    screen: CurrentScreen,
    partner_id: UUID,
    expected_version: ExpectedVersion,
    form: Annotated[Reversal, form_of(Reversal)],
) -> Response:
    """Take the merger back."""
    await reverse_merger(work, ReverseMerger(partner_id, form.reason, expected_version, form.letter_of_merger))
    return screen.go(f"/mitra/{partner_id}")
