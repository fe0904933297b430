"""Examples of the events to which programs reacts, with made-up units; keyword arguments change their fields."""

from datetime import date
from typing import Any
from uuid import UUID

from shared.contracts.agreements import (
    AgreementAmended,
    AgreementExpired,
    AgreementRegistered,
    AgreementSigned,
    AgreementSuperseded,
    AgreementTerminated,
    ScopeExtended,
)
from shared.contracts.organisations import PartnerRenamed, UnitChanged
from shared.contracts.parts import FacilityRef, Handover, InForce, PartnerRef, PartyRef, ScopeItem, UnitRef
from shared.contracts.positions import PositionAssigned
from shared.values.capabilities import Capability
from shared.values.cooperation import PartyRole


def some_id(number: int) -> UUID:
    return UUID(int=number)


NORTH = FacilityRef(id=some_id(1), name="Lapas Contoh Utara", region="JATENG", zone="Asia/Jakarta")
EAST = FacilityRef(id=some_id(2), name="Lapas Contoh Timur", region="PAPUA", zone="Asia/Jayapura")
AGENCY = PartnerRef(id=some_id(12), name="Dinas Lingkungan Hidup Contoh")
OTHER_AGENCY = PartnerRef(id=some_id(13), name="RSUD Contoh")
PARTNER = UnitRef(id=some_id(15), kind="partner", name="Pemerintah Kabupaten Contoh", region=None, zone=None)
WITNESS = UnitRef(id=some_id(16), kind="partner", name="Pemerintah Provinsi Contoh", region=None, zone=None)


def party(unit: UnitRef, role: PartyRole) -> PartyRef:
    return PartyRef(party_id=unit.id, unit=unit, role=role)


def unit_of(facility: FacilityRef) -> UnitRef:
    return UnitRef(id=facility.id, kind="facility", name=facility.name, region=facility.region, zone=facility.zone)


def in_force(first: date, last: date | None = None) -> InForce:
    return InForce(in_force_from=first, in_force_until=last)


def item(number: int, field: str = "environment", **changed: Any) -> ScopeItem:
    values: dict[str, Any] = {
        "id": some_id(number),
        "field": field,
        "field_name": field,
        "description": f"Kegiatan {number}",
        "function": "coaching",
        "pillar": "personality",
        "delivery": "program",
        "agencies": (AGENCY,),
        "continues": (),
    }
    return ScopeItem(**{**values, **changed})


IN_FORCE = in_force(date(2026, 3, 1), date(2031, 2, 28))
FIRST, SECOND, THIRD, OTHER = (some_id(number) for number in (21, 22, 23, 24))
AGREEMENT: dict[str, Any] = {
    "agreement_id": FIRST,
    "line_id": FIRST,
    "version": 3,
    "registration_number": "26-JTG-0042",
    "level": "facility",
    "keeper": unit_of(NORTH),
    "instrument": "cooperation_agreement",
    "title": "Kerja Sama Contoh",
    "zone": "Asia/Jakarta",
    "parties": (party(unit_of(NORTH), "principal"), party(PARTNER, "principal")),
    "umbrella_id": None,
}
ON_RECORD: dict[str, Any] = {
    "predecessor_id": None,
    "dated_on": None,
    "signed_on": date(2026, 2, 10),
    "in_force": IN_FORCE,
    "numbers": (),
    "runs_at": (NORTH,),
    "scope_items": (item(31),),
}


def signed(**changed: Any) -> AgreementSigned:
    return AgreementSigned(**{**AGREEMENT, **ON_RECORD, **changed})


def registered(**changed: Any) -> AgreementRegistered:
    known = {"source": "paper", "confidence": "confirmed", "ended_on": None}
    return AgreementRegistered(**{**AGREEMENT, **ON_RECORD, **known, **changed})


def scope_extended(*added: ScopeItem, **changed: Any) -> ScopeExtended:
    scope = {"added": added, "additions": (), "predecessor_id": None, "addendum_id": some_id(61)}
    return ScopeExtended(**{**AGREEMENT, "in_force": IN_FORCE, **scope, **changed})


def handover(old: int, new: int, *agencies: PartnerRef) -> Handover:
    return Handover(old_item_id=some_id(old), new_item_id=some_id(new), agencies=agencies)


def superseded(*handed_over: Handover, **changed: Any) -> AgreementSuperseded:
    days = changed.get("successor_in_force") or in_force(date(2026, 6, 1), date(2036, 5, 31))
    values = {
        "successor_id": SECOND,
        "successor_line_id": FIRST,
        "superseded_on": days.in_force_from,
        "successor_in_force": days,
        "gap_days": 0,
        "handed_over": handed_over,
    }
    return AgreementSuperseded(**{**AGREEMENT, **values, **changed})


def expired(expired_on: date, *, final: bool = False, **changed: Any) -> AgreementExpired:
    return AgreementExpired(**{**AGREEMENT, "expired_on": expired_on, "final": final, **changed})


def amended(until: date | None, version: int = 4, **changed: Any) -> AgreementAmended:
    days = in_force(IN_FORCE.in_force_from, until)
    about = {**AGREEMENT, "version": version, "signed_on": date(2026, 4, 1), "in_force": days}
    return AgreementAmended(**{**about, **changed})


def terminated(terminated_on: date, **changed: Any) -> AgreementTerminated:
    return AgreementTerminated(**{**AGREEMENT, "ground": "by_consent", "terminated_on": terminated_on, **changed})


def unit_changed(facility: FacilityRef, version: int, **changed: Any) -> UnitChanged:
    values: dict[str, Any] = {
        "unit_id": facility.id,
        "version": version,
        "kind": "facility",
        "name": facility.name,
        "facility_kind": "lapas",
        "facility_class": "IIA",
        "region": facility.region,
        "zone": facility.zone,
        "valid_from": date(2026, 1, 1),
        "valid_until": None,
        "predecessors": (),
    }
    return UnitChanged(**{**values, **changed})


def partner_renamed(partner: PartnerRef, version: int, name: str) -> PartnerRenamed:
    return PartnerRenamed(
        partner_id=partner.id, version=version, name=name, category="local_government", parent_id=None
    )


def position_assigned(facility: FacilityRef) -> PositionAssigned:
    return PositionAssigned(
        position_id=some_id(71),
        version=1,
        account="account",
        capability=Capability.COACHING_OFFICER,
        scope_kind="facility",
        unit=str(facility.id),
        capacity="definitive",
        title=None,
        facility=facility,
        acts_for=None,
        letter=None,
        valid_from=date(2026, 1, 1),
        valid_until=None,
        region=facility.region,
    )
