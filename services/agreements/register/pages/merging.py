"""GET, POST /mitra/{id}/penggabungan"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel
from starlette.responses import Response

from services.agreements.register.commands.merging import MergePartner, merge_partner
from services.agreements.register.pages.finding import find_partners
from services.agreements.register.queries.partners import ShowPartner, show_partner
from shared.console.forms import form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.inputs import Paragraph, ShortText
from shared.web.edge import CurrentWork
from shared.web.preconditions import ExpectedVersion

router = APIRouter(route_class=PageRoute)


class Merger(BaseModel):
    """The partner that stays, and why the two are the same."""

    into: UUID
    reason: Paragraph
    letter_of_merger: ShortText | None = None


@router.get("/mitra/{partner_id}/penggabungan")
async def show_merger(
    work: CurrentWork,
    screen: CurrentScreen,
    *,
    partner_id: UUID,
    cari: Annotated[str, Query(max_length=200)] = "",
    ke: UUID | None = None,
) -> Response:
    """The search for the partner that stays, and the form once it is chosen; `ke` is that partner."""
    partner = await show_partner(work, ShowPartner(partner_id))
    return screen.show(
        "merging.html.j2",
        partner=partner,
        into=await show_partner(work, ShowPartner(ke)) if ke else None,
        searched=cari,
        found=await find_partners(work, cari, partner.id),
    )


@router.post("/mitra/{partner_id}/penggabungan")
async def merge(
    work: CurrentWork,
    screen: CurrentScreen,
    *,
    partner_id: UUID,
    expected_version: ExpectedVersion,
    form: Annotated[Merger, form_of(Merger)],
    cari: Annotated[str, Query(max_length=200)] = "",
    ke: UUID | None = None,
) -> Response:
    """Merge the partner into the chosen one."""
    command = MergePartner(partner_id, form.into, form.reason, expected_version, form.letter_of_merger)
    return screen.go(f"/mitra/{(await merge_partner(work, command)).id}")
