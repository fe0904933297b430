"""GET /perjanjian/{id}/neraca
GET /perjanjian/{id}/neraca/tabel
GET /mitra/{id}/neraca
GET /mitra/{id}/neraca/tabel
"""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from services.agreements.agreement.queries.showing import ShowAgreement, show_agreement
from services.agreements.obligations.queries.ledger import (
    ShowLedger,
    ShowPartnerLedger,
    show_ledger,
    show_partner_ledger,
)
from services.agreements.obligations.queries.tables import table_of
from services.agreements.register.queries.partners import ShowPartner, show_partner
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.tables.formats import Format
from shared.web.edge import CurrentWork
from shared.web.tables import send_table

router = APIRouter(route_class=PageRoute)


@router.get("/perjanjian/{agreement_id}/neraca")
async def show_of_agreement(work: CurrentWork, screen: CurrentScreen, agreement_id: UUID) -> Response:
    """The dues of each party in each period, and their outcome."""
    agreement = await show_agreement(work, ShowAgreement(agreement_id))
    ledger = await show_ledger(work, ShowLedger(agreement_id))
    return screen.show("ledger.html.j2", ledger=ledger, agreement=agreement, partner=None)


@router.get("/perjanjian/{agreement_id}/neraca/tabel")
async def show_table_of_agreement(work: CurrentWork, agreement_id: UUID, bentuk: Format = "xlsx") -> Response:
    """The same as a table."""
    table = await table_of(await show_ledger(work, ShowLedger(agreement_id)), bentuk)
    return send_table(table, "neraca", bentuk)


@router.get("/mitra/{partner_id}/neraca")
async def show_of_partner(work: CurrentWork, screen: CurrentScreen, partner_id: UUID) -> Response:
    """The dues of a partner and of those under it, in all agreements that the reader may read."""
    partner = await show_partner(work, ShowPartner(partner_id))
    ledger = await show_partner_ledger(work, ShowPartnerLedger(partner_id))
    return screen.show("ledger.html.j2", ledger=ledger, agreement=None, partner=partner)


@router.get("/mitra/{partner_id}/neraca/tabel")
async def show_table_of_partner(work: CurrentWork, partner_id: UUID, bentuk: Format = "xlsx") -> Response:
    """The same as a table."""
    table = await table_of(await show_partner_ledger(work, ShowPartnerLedger(partner_id)), bentuk)
    return send_table(table, "neraca", bentuk)
