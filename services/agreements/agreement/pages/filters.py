"""The filter of a list in its address: in Indonesian words, so that an address can be kept and sent as a search."""

from collections.abc import Mapping
from typing import Annotated, Any
from urllib.parse import urlencode
from uuid import UUID

from fastapi import Depends, Query

from services.agreements.agreement.model.states import StateToday
from services.agreements.agreement.queries.filters import AgreementFilter
from services.agreements.agreement.queries.parameters import DormantAfterDays
from services.agreements.register.model.fields import FIELD_CODE
from services.agreements.register.model.units import REGION_CODE
from services.agreements.register.queries.partners import ShowPartner, show_partner
from services.agreements.register.queries.units import ShowFacility, show_facility
from shared.access import Work
from shared.values.refusals import Denied
from shared.values.terms import Day

LIST = "/perjanjian"


async def _filter(
    days: DormantAfterDays,
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
        dormant_after_days=days if tanpa_kegiatan else None,
    )


ChosenFilter = Annotated[AgreementFilter, Depends(_filter)]
"""A page's parameter: the filter in its address."""


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
        "tanpa_kegiatan": "1" if wanted.dormant_after_days else None,
    }
    return {name: str(value or "") for name, value in parts.items()}


def address_without(chosen: Mapping[str, str], name: str = "", page: str = LIST) -> str:
    """The address of a page with a filter, or with one that lacks a part."""
    kept = {each: value for each, value in chosen.items() if value and each != name}
    return f"{page}?{urlencode(kept)}" if kept else page


async def chosen_names(work: Work, wanted: AgreementFilter) -> dict[str, Any]:
    """The chosen facility, and the name of the chosen partner."""
    return {
        "facility": await show_facility(work, ShowFacility(wanted.facility_id)) if wanted.facility_id else None,
        "partner_name": await _partner_name(work, wanted.partner_id) if wanted.partner_id else None,
    }


async def _partner_name(work: Work, partner_id: UUID) -> str | None:
    try:
        return (await show_partner(work, ShowPartner(partner_id))).name
    except Denied:
        # The contact of another partner: its name is not shown, and the list has what both have in common.
        return None
