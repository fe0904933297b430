"""Examples of agreements and their parts; each test changes the part that it is about."""

from datetime import date
from typing import Any
from uuid import UUID

from services.agreements.agreement.model.agreement import Agreement
from services.agreements.agreement.model.parts import Party, ScopeItem, Signature
from services.agreements.register.model.partners import Partner
from services.agreements.register.model.units import Facility
from shared.values.ids import new_id
from shared.values.terms import Term

TERM = Term(effective_from=date(2021, 1, 27), effective_until=date(2026, 1, 26))
SIGNED_ON = date(2021, 1, 20)


def a_facility(**changes: Any) -> Facility:
    return Facility(
        **{
            "id": new_id(),
            "name": "Lapas Contoh Kelas IIA",
            "kind": "lapas",
            "specialisation": "general",
            "facility_class": "IIA",
            "town": "Contoh",
            "region": "JATENG",
            "zone": "Asia/Jakarta",
        }
        | changes
    )


def a_partner(**changes: Any) -> Partner:
    return Partner(**{"id": new_id(), "name": "Pemerintah Kabupaten Contoh", "category": "local_government"} | changes)


def a_signature(**changes: Any) -> Signature:
    return Signature(
        **{"position": "Kepala", "capacity": "definitive", "method": "wet_ink", "signed_on": SIGNED_ON} | changes
    )


def a_party(unit: Facility | Partner, **changes: Any) -> Party:
    kind = "facility" if isinstance(unit, Facility) else "partner"
    return Party(**{"id": new_id(), "role": "principal", kind: unit} | changes)


def an_item(field: str = "health", continues: UUID | None = None, **changes: Any) -> ScopeItem:
    return ScopeItem(
        **{
            "id": new_id(),
            "field": field,
            "description": "Pemeriksaan kesehatan",
            "pillar": "personality",
            "continues": continues,
        }
        | changes
    )


def an_agreement(**changes: Any) -> Agreement:
    id_ = changes.get("id", new_id())
    return Agreement(
        **{
            "id": id_,
            "line_id": id_,
            "instrument": "synergy_memorandum",
            "level": "facility",
            "title": "Nota Kesepakatan",
            "term": TERM,
            "legal_basis": "UU 22/2022",
            "funding": "DIPA",
            "zone": "Asia/Jakarta",
            "parties": (a_party(a_facility()), a_party(a_partner())),
            "scope_items": (an_item("health"), an_item("agriculture")),
        }
        | changes
    )


def a_signed_agreement(**changes: Any) -> Agreement:
    agreement = an_agreement(**{"document_state": "validated"} | changes)
    for party in agreement.parties:
        agreement.put_signature(party, a_signature(document_number=f"W-{party.id}"))
    return agreement
