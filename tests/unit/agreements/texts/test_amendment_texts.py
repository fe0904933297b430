"""The data of the paper of an addendum to an agreement in force."""

from datetime import date
from typing import Any

import pytest

from services.agreements.agreement.queries.showing import AgreementDetails
from services.agreements.succession.model.addenda import AddendumSignature
from services.agreements.succession.model.addendum_changes import NewLastDay
from services.agreements.succession.queries.addenda import AddedItem, AddendumDetails, AddendumSigner
from services.agreements.texts.model.amendments import AmendmentText
from services.agreements.texts.model.heads import Head
from services.agreements.texts.queries.amendment_texts import amendment_text
from shared.values.ids import new_id
from tests.unit.agreements.examples import a_facility, a_number, a_partner, a_party, a_signed_agreement

FACILITY, PARTNER = a_facility(name="Lapas Kelas IIA Contoh"), a_partner()
ADDED, AGENCY = a_partner(name="Yayasan Contoh"), new_id()
OURS, THEIRS = a_party(FACILITY), a_party(PARTNER)
HEADS = {FACILITY.id: Head(title="Kepala Lapas Contoh"), PARTNER.id: Head(title="Bupati Contoh")}
ITEM = AddedItem(
    field="environment",
    description="Bank sampah",
    function="coaching",
    pillar=None,
    delivery="program",
    agencies=[AGENCY],
    ground="decided_without",
    meeting_id=None,
    ground_reason="Surat.",
    own_section=None,
    target=None,
)


def an_agreement() -> AgreementDetails:
    agreement = a_signed_agreement(parties=(OURS, THEIRS))
    agreement.numbers = (a_number(THEIRS, number="CONTOH-7/2021"),)
    return AgreementDetails(
        **dict(agreement),
        state="active",
        missing_fields=[],
        scope_changes=None,
        party_changes=None,
        successor_id=None,
        successor_ids=[],
        successors_are_parts=False,
        differences=[],
        names_then=[],
    )


def a_signer(unit: Any, **signature: Any) -> AddendumSigner:
    given = AddendumSignature(unit_id=unit.id, method="wet_ink", **signature) if signature else None
    return AddendumSigner(unit=unit, signature=given)


def text_of(*signers: AddendumSigner, **changes: Any) -> AmendmentText:
    values = {
        "id": new_id(),
        "agreement_id": new_id(),
        "ordinal": 2,
        "state": "drafted",
        "review": "none",
        "number": None,
        "effective_on": date(2025, 6, 1),
        "changed": [],
        "term": None,
        "in_force_until_before": date(2026, 1, 26),
        "added_items": [],
        "added_parties": [],
        "removed_items": [],
        "removed_parties": [],
        "added_obligations": [],
        "changed_obligations": [],
        "removed_obligations": [],
        "reason": "Rahasia.",
        "signed_on": None,
        "signers": list(signers or (a_signer(FACILITY), a_signer(PARTNER))),
        "version": 1,
    }
    addendum = AddendumDetails.model_validate(values | changes)
    return amendment_text(an_agreement(), addendum, {AGENCY: "Dinas Contoh"}, HEADS)


@pytest.mark.parametrize(
    ("last_day", "after"),
    [
        (date(2031, 1, 26), "sampai dengan tanggal 26 Januari 2031"),
        (None, "sampai diakhiri oleh salah satu PIHAK"),
    ],
)
def test_the_term_is_written_as_it_was_and_as_it_becomes(last_day: date | None, after: str) -> None:
    term = text_of(term=NewLastDay(in_force_until=last_day)).term
    assert term is not None
    assert (term.before, term.after) == ("sampai dengan tanggal 26 Januari 2026", after)


def test_an_addendum_that_leaves_the_term_says_nothing_of_it() -> None:
    assert text_of().term is None


def test_what_is_added_is_written_with_names_and_without_the_reasons_of_the_offices() -> None:
    text = text_of(added_items=[ITEM], added_parties=[ADDED])
    assert [(each.field, each.description, each.agencies) for each in text.items] == [
        ("lingkungan hidup", "Bank sampah", "Dinas Contoh")
    ]
    assert text.added == ["Yayasan Contoh"]
    assert "Rahasia." not in str(text.values())
    assert "Surat." not in str(text.values())


def test_the_parties_keep_their_order_whoever_signed_first_and_new_ones_come_last() -> None:
    theirs = a_signer(PARTNER, position="Sekretaris Daerah", capacity="acting", signed_on=date(2025, 5, 1))
    text = text_of(a_signer(ADDED), theirs, a_signer(FACILITY))
    assert [(each.called, each.position) for each in text.parties] == [
        ("PIHAK KESATU", "Kepala Lapas Contoh"),
        ("PIHAK KEDUA", "Plt. Sekretaris Daerah"),
        ("PIHAK KETIGA", ""),
    ]
    assert [each.numbers for each in text.parties] == [[], ["CONTOH-7/2021"], []]
    ((second, first), (third,)) = text.seats
    assert (first.signed, second.signed, third.signed) == ("", "tanda tangan basah, 1 Mei 2025", "")


@pytest.mark.parametrize(
    ("state", "is_draft"), [("drafted", True), ("withdrawn", True), ("signed", False), ("in_effect", False)]
)
def test_it_is_a_draft_until_all_have_signed(state: str, is_draft: bool) -> None:
    text = text_of(state=state, signed_on=None if is_draft else date(2025, 5, 1))
    assert (text.is_draft, text.day is None) == (is_draft, is_draft)


def test_what_leaves_is_named_and_obligations_have_their_amounts() -> None:
    promise = {"unit_id": PARTNER.id, "description": "Konseling adiksi", "measure": "sessions", "quantity": 20}
    change = {"id": new_id(), "description": "Bantuan bibit", "unit_name": PARTNER.name, "measure": "rupiah"}
    text = text_of(
        removed_items=[{"id": new_id(), "field": "education", "description": "Paket A"}],
        removed_parties=[ADDED],
        added_obligations=[promise | {"schedule": "monthly", "unit_name": PARTNER.name}],
        changed_obligations=[change | {"former_quantity": 5_000_000, "quantity": 2_500_000}],
        removed_obligations=[{"id": new_id(), "description": "Mesin jahit", "unit_name": "Lapas Kelas IIA Contoh"}],
    )
    assert [(each.field, each.description) for each in text.ending_items] == [("pendidikan", "Paket A")]
    assert text.leaving == ["Yayasan Contoh"]
    assert [each.amount for each in text.promises] == ["20 pertemuan setiap bulan"]
    assert [(each.before, each.after) for each in text.changed_promises] == [("Rp5.000.000", "Rp2.500.000")]
    assert [each.party for each in text.ending_promises] == ["Lembaga Pemasyarakatan Kelas IIA Contoh"]


def test_an_obligation_that_is_due_once_has_its_day() -> None:
    promise = {"unit_id": PARTNER.id, "description": "Bantuan bibit", "measure": "goods", "quantity": 1_200}
    once = {"schedule": "once", "due_on": date(2026, 3, 1), "unit_name": PARTNER.name}
    (found,) = text_of(added_obligations=[promise | once]).promises
    assert found.amount == "1.200 barang satu kali, paling lambat tanggal 1 Maret 2026"
