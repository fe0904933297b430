"""GET /perjanjian"""

from collections.abc import Mapping
from typing import Annotated, Any, get_args
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from starlette.responses import Response

from services.agreements.agreement.model.states import StateToday
from services.agreements.agreement.model.terms import DORMANT_AFTER_DAYS
from services.agreements.agreement.pages.choices import field_choices
from services.agreements.agreement.queries.filters import AgreementFilter
from services.agreements.agreement.queries.listing import ListAgreements, list_agreements, may_draft, reads_every_office
from services.agreements.register.model.fields import FIELD_CODE
from services.agreements.register.model.units import REGION_CODE
from services.agreements.register.queries.partners import ShowPartner, show_partner
from services.agreements.register.queries.units import (
    ListFacilities,
    ListOffices,
    ShowFacility,
    list_facilities,
    list_offices,
    show_facility,
)
from shared.access import Work
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.refusals import Denied
from shared.values.terms import Day
from shared.web.cursors import PageRequest, ScreenParameters
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)
OF_A_REGION = 100
"""More facilities than any region has."""


async def _filter(
    *,
    cari: Annotated[str, Query(max_length=200)] = "",
    status: Annotated[StateToday | None, Query()] = None,
    wilayah: Annotated[str | None, Query(pattern=REGION_CODE)] = None,
    upt: UUID | None = None,
    mitra: UUID | None = None,
    bidang: Annotated[str | None, Query(pattern=FIELD_CODE)] = None,
    berakhir_sejak: Day | None = None,
    berakhir_sampai: Day | None = None,
    berlaku_pada: Day | None = None,
    tanpa_kegiatan: bool = False,
) -> AgreementFilter:
    return AgreementFilter(
        search=cari.strip() or None,
        facility_id=upt,
        region=wilayah,
        partner_id=mitra,
        field=bidang,
        state=status,
        ends_from=berakhir_sejak,
        ends_until=berakhir_sampai,
        running_on=berlaku_pada,
        dormant=tanpa_kegiatan,
    )


ChosenFilter = Annotated[AgreementFilter, Depends(_filter)]
"""The filter in the address of a list; a link to it is a saved search."""


@router.get("/perjanjian")
async def show_list(work: CurrentWork, screen: CurrentScreen, page: ScreenParameters, wanted: ChosenFilter) -> Response:
    """The agreements that concern the reader's units, the newest first."""
    found = await list_agreements(work, ListAgreements(wanted, page))
    chosen = as_typed(wanted)
    return screen.show(
        "listing.html.j2",
        found=found,
        wanted=wanted,
        chosen=chosen,
        address=address_without(chosen),
        elsewhere={name: address_without(chosen, name) for name in chosen},
        dormant_days=DORMANT_AFTER_DAYS,
        states=get_args(StateToday),
        offices=await list_offices(work, ListOffices()) if reads_every_office(work) else (),
        fields=await field_choices(work),
        may_draft=may_draft(work),
        **await _chosen_units(work, wanted),
    )


def as_typed(wanted: AgreementFilter) -> dict[str, str]:
    """The parts of a filter as parameters of an address; those that do not narrow are empty."""
    parts = {
        "cari": wanted.search,
        "status": wanted.state,
        "wilayah": wanted.region,
        "upt": wanted.facility_id,
        "mitra": wanted.partner_id,
        "bidang": wanted.field,
        "berakhir_sejak": wanted.ends_from,
        "berakhir_sampai": wanted.ends_until,
        "berlaku_pada": wanted.running_on,
        "tanpa_kegiatan": "1" if wanted.dormant else None,
    }
    return {name: str(value or "") for name, value in parts.items()}


def address_without(chosen: Mapping[str, str], name: str = "") -> str:
    """The address of the list with a filter, or with one that lacks a part."""
    kept = {each: value for each, value in chosen.items() if value and each != name}
    return f"/perjanjian?{urlencode(kept)}" if kept else "/perjanjian"


async def _chosen_units(work: Work, wanted: AgreementFilter) -> dict[str, Any]:
    """The names of the chosen units, and the facilities of the chosen region."""
    facility = await show_facility(work, ShowFacility(wanted.facility_id)) if wanted.facility_id else None
    page = PageRequest(after=None, limit=OF_A_REGION)
    region = wanted.region or (facility.region if facility and reads_every_office(work) else None)
    return {
        "facility": facility,
        "facilities": (await list_facilities(work, ListFacilities(region, None, page))).items if region else (),
        "partner_name": await _partner_name(work, wanted.partner_id) if wanted.partner_id else None,
    }


async def _partner_name(work: Work, partner_id: UUID) -> str | None:
    try:
        return (await show_partner(work, ShowPartner(partner_id))).name
    except Denied:
        # The contact of another partner: its name is not shown, and the list has what both have in common.
        return None
