"""An agreement as its events say it."""

from typing import TypedDict
from uuid import UUID

from services.agreements.agreement.model.agreement import Agreement
from services.agreements.agreement.model.parts import ScopeItem
from services.agreements.register.model.partners import Partner
from services.agreements.register.model.units import Facility
from shared.contracts import parts
from shared.values.cooperation import Instrument


class About(TypedDict):
    """What every event about an agreement carries."""

    agreement_id: UUID
    line_id: UUID
    instrument: Instrument
    title: str
    facilities: tuple[parts.FacilityRef, ...]
    partners: tuple[parts.PartnerRef, ...]


def about(agreement: Agreement) -> About:
    """The part that all events about `agreement` share."""
    return About(
        agreement_id=agreement.id,
        line_id=agreement.line_id,
        instrument=agreement.instrument,
        title=agreement.title,
        facilities=tuple(facility_ref(facility) for facility in agreement.facilities),
        partners=tuple(partner_ref(partner) for partner in agreement.partners),
    )


def facility_ref(facility: Facility) -> parts.FacilityRef:
    """A facility as events name it."""
    return parts.FacilityRef(id=facility.id, name=facility.name, region=facility.region, zone=facility.zone)


def partner_ref(partner: Partner) -> parts.PartnerRef:
    """A partner as events name it."""
    return parts.PartnerRef(id=partner.id, name=partner.public_name)


def scope_item_ref(item: ScopeItem) -> parts.ScopeItem:
    """A scope item as events name it."""
    return parts.ScopeItem(
        id=item.id, field=item.field, description=item.description, pillar=item.pillar, agency=_agency_ref(item)
    )


def handover_ref(old: ScopeItem, new: ScopeItem) -> parts.Handover:
    """A kept scope item as events name it."""
    return parts.Handover(old_item_id=old.id, new_item_id=new.id, agency=_agency_ref(new))


def _agency_ref(item: ScopeItem) -> parts.PartnerRef | None:
    return partner_ref(item.agency) if item.agency else None
