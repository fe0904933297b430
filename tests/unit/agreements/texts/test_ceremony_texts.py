"""The data of the list and of the record of a ceremony."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

import pytest

from services.agreements.ceremonies.model.parts import Entry, Signatory, SigningAs
from services.agreements.ceremonies.model.reconciling import Reconciliation
from services.agreements.ceremonies.queries.showing import (
    AgreementAtDesk,
    CeremonyDetails,
    PartyAtDesk,
    SignatureGiven,
)
from services.agreements.meetings.model.parts import Seat
from services.agreements.texts.model.heads import Head
from services.agreements.texts.queries.ceremony_texts import UnitsThen, ceremony_record_text, ceremony_text
from shared.values.ids import new_id
from shared.values.refusals import WrongState
from tests.unit.agreements.examples import a_facility, a_partner

KEEPER, PARTNER = a_facility(name="Lapas Kelas IIA Contoh"), a_partner(name="Yayasan Contoh")
OURS, THEIRS, AGREEMENT = new_id(), new_id(), new_id()
TODAY = date(2026, 1, 28)
HEADS = {KEEPER.id: Head(title="Kepala Lapas Contoh", capacity="daily_acting"), PARTNER.id: Head(title="Ketua")}
THEN = UnitsThen({}, HEADS, {})
GIVEN = SignatureGiven(order_number=7, signed_at=datetime(2026, 1, 28, 2, 41, tzinfo=UTC), position="Sekretaris")
DEPUTY = Signatory(party_id=THEIRS, signs_as=SigningAs(position="Wakil Ketua", capacity="acting"))


def a_row(**changes: Any) -> AgreementAtDesk:
    values = {
        "ordinal": 1,
        "agreement_id": AGREEMENT,
        "keeper_id": KEEPER.id,
        "registration_number": "26-JATENG-0001",
        "title": "Pelatihan",
        "document_state": "validated",
        "document_number": None,
        "outcome": None,
        "keeper_has_signed": False,
        "parties": (a_party(OURS, KEEPER), a_party(THEIRS, PARTNER)),
    }
    return AgreementAtDesk.model_validate(values | changes)


def a_party(party_id: Any, unit: Any, *given: SignatureGiven) -> PartyAtDesk:
    return PartyAtDesk(party_id=party_id, unit=unit, signers=1, signatures=len(given), given=given)


def a_ceremony(*signatories: Signatory, **changes: Any) -> CeremonyDetails:
    values = {
        "id": new_id(),
        "keeper": KEEPER,
        "zone": "Asia/Jakarta",
        "title": "Penandatanganan",
        "prepared_on": TODAY,
        "planned_on": TODAY,
        "entries": (Entry(ordinal=1, keeper_id=KEEPER.id, agreement_id=AGREEMENT, signatories=signatories),),
        "agreements": (a_row(),),
    }
    return CeremonyDetails.model_validate(values | changes)


def held(**changes: Any) -> CeremonyDetails:
    found = Reconciliation.of(["signed", "late", "late"], 2, "Rangkap dua.")
    return a_ceremony(**{"state": "held", "held_on": TODAY, "reconciliation": found} | changes)


def positions(ceremony: CeremonyDetails, signed: Mapping[UUID, list[str]] = {}) -> list[str]:
    text = ceremony_text(ceremony, UnitsThen({}, HEADS, signed))
    return [each.position for each in text.rows[0].signers]


def test_the_list_has_the_heads_of_the_day_where_nothing_else_is_prepared() -> None:
    assert positions(a_ceremony()) == ["Plh. Kepala Lapas Contoh", "Ketua"]


def test_a_prepared_signatory_counts_more_than_the_head_and_a_signature_more_than_both() -> None:
    assert positions(a_ceremony(DEPUTY)) == ["Plh. Kepala Lapas Contoh", "Plt. Wakil Ketua"]
    signed = {OURS: ["Kepala Lapas"], THEIRS: ["Sekretaris", "Bendahara"]}
    assert positions(a_ceremony(DEPUTY), signed) == ["Kepala Lapas", "Sekretaris; Bendahara"]


def test_a_record_names_only_positions_that_signed() -> None:
    late = held(entries=a_ceremony(DEPUTY).entries, agreements=(a_row(outcome="late"),))
    assert positions(late, {OURS: ["Kepala Lapas"]}) == ["Kepala Lapas", ""]


def test_a_signature_has_its_order_number_and_its_time_in_the_zone_of_the_ceremony() -> None:
    row = a_row(parties=(a_party(THEIRS, PARTNER, GIVEN),), outcome="signed")
    [written] = ceremony_record_text(held(zone="Asia/Jayapura", agreements=(row,)), THEN).rows
    assert (written.signers[0].order, written.outcome) == ("urutan 7, pukul 11.41 WIT", "ditandatangani")


def test_the_plan_has_the_names_of_the_day_and_no_names_of_persons() -> None:
    witness = Seat(organisation="Kanwil Contoh", position="Kepala Kantor Wilayah")
    ceremony = a_ceremony(begins_at=time(9, 0), witnesses=(witness,))
    text = ceremony_text(ceremony, UnitsThen({KEEPER.id: "Lapas Lama"}, HEADS, {}))
    assert (text.keeper, text.position) == ("Lembaga Pemasyarakatan Lama", "Plh. Kepala Lapas Contoh")
    assert (text.clock, text.day.short) == ("09.00 WIB", "28 Januari 2026")
    assert [(each.position, each.organisation) for each in text.witnesses] == [
        ("Kepala Kantor Wilayah", "Kantor Wilayah Contoh")
    ]


def test_the_record_has_the_counts_of_the_closing_and_seats_for_keeper_and_witnesses() -> None:
    witnesses = tuple(Seat(organisation="Setda", position=f"Saksi {n}") for n in (1, 2))
    text = ceremony_record_text(held(witnesses=witnesses), THEN)
    assert (text.planned, text.signed, text.late, text.absent, text.withdrawn) == (3, 1, 2, 0, 0)
    assert (text.papers, text.note) == (2, "Rangkap dua.")
    assert [[each.position for each in row] for row in text.seats] == [
        ["Saksi 1", "Plh. Kepala Lapas Contoh"],
        ["Saksi 2"],
    ]


@pytest.mark.parametrize("state", ["preparing", "open", "called_off"])
def test_only_a_ceremony_that_was_held_has_a_record(state: str) -> None:
    with pytest.raises(WrongState, match="held"):
        ceremony_record_text(a_ceremony(state=state), THEN)


def test_a_ceremony_that_was_called_off_has_no_list() -> None:
    with pytest.raises(WrongState):
        ceremony_text(a_ceremony(state="called_off"), THEN)
