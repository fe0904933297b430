"""GET /mitra
GET, POST /mitra/baru
GET /mitra/{id}
"""

from collections.abc import Sequence
from typing import Annotated, get_args
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel
from starlette.responses import Response

from services.agreements.register.commands.partners import RegisterPartner, register_partner
from services.agreements.register.model.particulars import Particulars
from services.agreements.register.model.partners import Partner, PartnerCategory
from services.agreements.register.pages.finding import PartnerName
from services.agreements.register.pages.units import areas
from services.agreements.register.queries.particulars import ShowParticulars, show_particulars
from services.agreements.register.queries.partners import (
    ListPartners,
    ShowPartner,
    list_partners,
    may_keep_partners,
    may_register_partner,
    show_partner,
)
from shared.access import Work
from shared.access.positions import CAPITAL_ZONE
from shared.console.forms import FormDay, form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.capabilities import Capability
from shared.values.inputs import Paragraph, ShortText
from shared.values.refusals import Denied
from shared.values.terms import day_in
from shared.web.cursors import PageRequest, ScreenParameters
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)
UNDER_IT = 100


class NewPartner(BaseModel):
    """A partner; `parent_id` is the one directly above it."""

    name: PartnerName
    category: PartnerCategory
    legal_form: ShortText | None = None
    parent_id: UUID | None = None
    since: FormDay | None = None
    distinct_reason: Paragraph | None = None


@router.get("/mitra")
async def show_list(
    work: CurrentWork,
    screen: CurrentScreen,
    page: ScreenParameters,
    *,
    cari: Annotated[str, Query(max_length=200)] = "",
    golongan: PartnerCategory | None = None,
) -> Response:
    """The partners that the reader may read, by a part of the name and by category."""
    found = await list_partners(work, ListPartners(golongan, None, cari.strip() or None, page))
    return screen.show(
        "partners.html.j2",
        found=found,
        chosen={"cari": cari, "golongan": golongan},
        may_register=may_register_partner(work),
        may_keep=may_keep_partners(work),
        categories=get_args(PartnerCategory),
    )


@router.get("/mitra/baru")
async def show_new_partner(work: CurrentWork, screen: CurrentScreen, induk: UUID | None = None) -> Response:
    """The form; `induk` is the partner above the new one."""
    parent = await show_partner(work, ShowPartner(induk)) if induk else None
    page = PageRequest(after=None, limit=1)
    # Everyone who may read partners sees the form; the use case refuses those who may not register one.
    await list_partners(work, ListPartners(None, None, None, page))
    return screen.show("new_partner.html.j2", parent=parent, categories=get_args(PartnerCategory))


@router.post("/mitra/baru")
async def register(
    work: CurrentWork,
    screen: CurrentScreen,
    form: Annotated[NewPartner, form_of(NewPartner)],
    induk: UUID | None = None,
) -> Response:
    """Register a partner."""
    partner = await register_partner(work, RegisterPartner(**form.model_dump()))
    return screen.after(f"/mitra/{partner.id}", partner.cautions)


@router.get("/mitra/{partner_id}")
async def show_one(work: CurrentWork, screen: CurrentScreen, partner_id: UUID) -> Response:
    """One partner, those above it and those directly under it."""
    partner = await show_partner(work, ShowPartner(partner_id))
    page = PageRequest(after=None, limit=UNDER_IT)
    under = await list_partners(work, ListPartners(None, partner.id, None, page))
    return screen.show(
        "partner.html.j2",
        partner=partner,
        above=await _above(work, partner),
        under=under.items,
        may_draft=work.actor.may((Capability.COOPERATION_OFFICER, Capability.HEAD), None),
        may_register=may_register_partner(work),
        may_keep=may_keep_partners(work),
        particulars=await _particulars(work, partner.id),
        areas=await areas(work),
        today=day_in(CAPITAL_ZONE, work.now),
    )


async def _particulars(work: Work, partner_id: UUID) -> Particulars | None:
    """Head, contacts and risks, if the reader may read them."""
    query = ShowParticulars(partner_id)
    return await show_particulars(work, query) if await show_particulars.permits(work, query) else None


async def _above(work: Work, partner: Partner) -> Sequence[Partner]:
    """The partners above, the highest first, as far as the reader may read them."""
    found = []
    for each in partner.lineage[1:]:
        try:
            found.append(await show_partner(work, ShowPartner(each)))
        except Denied:
            break
    return found[::-1]
