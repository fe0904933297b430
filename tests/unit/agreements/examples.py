"""Examples of agreements and their parts; each test changes the part that it is about."""

from datetime import date
from typing import Any

from services.agreements.agreement.model.agreement import Agreement
from services.agreements.agreement.model.parts import DocumentNumber, Party, ScopeItem, Signature
from services.agreements.agreement.model.terms import FixedTerm, InForce
from services.agreements.register.model.units import Unit
from shared.values.ids import new_id

TERM = FixedTerm(starts_on=date(2021, 1, 27), ends_on=date(2026, 1, 26))
DAYS = InForce(in_force_from=TERM.starts_on, in_force_until=TERM.ends_on)
SIGNED_ON = date(2021, 1, 20)


def a_unit(kind: str, **changes: Any) -> Unit:
    id_ = changes.get("id", new_id())
    return Unit(**{"id": id_, "kind": kind, "name": f"Unit {id_}", "lineage": (id_,)} | changes)


def a_facility(**changes: Any) -> Unit:
    return a_unit(
        "facility", **{"name": "Lapas Contoh Kelas IIA", "region": "JATENG", "zone": "Asia/Jakarta"} | changes
    )


def an_office(**changes: Any) -> Unit:
    return a_unit("regional_office", **{"name": "Kanwil Contoh", "region": "JATENG", "zone": "Asia/Jakarta"} | changes)


def a_directorate_general(**changes: Any) -> Unit:
    return a_unit("directorate_general", **{"name": "Ditjenpas", "zone": "Asia/Jakarta"} | changes)


def a_partner(*above: Unit, **changes: Any) -> Unit:
    """A partner under these, the nearest first."""
    id_ = changes.get("id", new_id())
    lineage = (id_, *(unit.id for unit in above))
    values = {"id": id_, "name": "Pemerintah Kabupaten Contoh", "category": "local_government", "lineage": lineage}
    return a_unit("partner", **values | changes)


def a_party(unit: Unit, **changes: Any) -> Party:
    return Party(**{"id": new_id(), "role": "principal", "unit": unit} | changes)


def a_signature(party: Party, **changes: Any) -> Signature:
    values = {"id": new_id(), "party_id": party.id, "ordinal": 1, "position": "Kepala", "capacity": "definitive"}
    return Signature(**values | {"method": "wet_ink", "signed_on": SIGNED_ON} | changes)


def a_number(party: Party, **changes: Any) -> DocumentNumber:
    values = {"id": new_id(), "party_id": party.id, "issuer": party.unit, "number": "CONTOH-1/2021", "year": 2021}
    return DocumentNumber(**values | changes)


def an_item(field: str = "health", **changes: Any) -> ScopeItem:
    values = {"id": new_id(), "field": field, "description": "Pemeriksaan kesehatan", "function": "coaching"}
    return ScopeItem(**values | {"pillar": "personality", "delivery": "program"} | changes)


def an_agreement(**changes: Any) -> Agreement:
    id_ = changes.get("id", new_id())
    parties = changes.get("parties", (a_party(a_facility()), a_party(a_partner())))
    ours = next((party.unit for party in parties if party.unit.kind == "facility"), a_facility())
    return Agreement(
        **{
            "id": id_,
            "line_id": id_,
            "registration_number": "21-JATENG-0001",
            "instrument": "synergy_memorandum",
            "level": "facility",
            "keeper": ours,
            "title": "Nota Kesepakatan",
            "term": TERM,
            "legal_basis": "UU 22/2022",
            "funding": "DIPA",
            "zone": "Asia/Jakarta",
            "parties": parties,
            "runs_at": (ours,),
            "scope_items": (an_item("health"), an_item("agriculture")),
        }
        | changes
    )


def a_signed_agreement(**changes: Any) -> Agreement:
    agreement = an_agreement(**{"document_state": "validated"} | changes)
    agreement.numbers = tuple(a_number(party) for party in agreement.principals)
    for party in agreement.principals:
        for _ in range(party.signers):
            agreement.put_signature(party, a_signature(party))
    agreement.history.clear()
    return agreement
