"""The data of the paper of an agreement: parties, heads of the day, term, scope and seats."""

from datetime import date
from typing import Any

import pytest

from services.agreements.agreement.model.terms import FixedTerm, OpenTerm, RunningTerm
from services.agreements.texts.model.agreements import AgreementText, agreement_text
from services.agreements.texts.model.heads import Head
from services.agreements.texts.model.kinds import kind_of
from tests.unit.agreements import examples
from tests.unit.agreements.examples import a_facility, a_number, a_partner, a_party, a_signature, an_agreement, an_item

FACILITY, PARTNER, OFFICE = a_facility(name="Lapas Kelas IIA Contoh"), a_partner(), examples.an_office()
OURS, THEIRS, WITNESS = a_party(FACILITY), a_party(PARTNER), a_party(OFFICE, role="witness")
PLH = Head(title="Kepala Lapas Contoh", capacity="daily_acting", letter="SPRIN-1/2026")
BUPATI = Head(title="Bupati Contoh")


def text_of(**changes: Any) -> AgreementText:
    agreement = an_agreement(**{"parties": (OURS, THEIRS, WITNESS), "in_force_from": None} | changes)
    return agreement_text(agreement, {}, {FACILITY.id: PLH, PARTNER.id: BUPATI})


def test_the_parties_have_their_order_their_heads_and_their_numbers() -> None:
    first, second = text_of(numbers=(a_number(OURS), a_number(OURS, number="CONTOH-2"))).parties
    assert (first.called, first.name) == ("PIHAK KESATU", "Lembaga Pemasyarakatan Kelas IIA Contoh")
    assert (first.position, first.letter) == ("Plh. Kepala Lapas Contoh", "SPRIN-1/2026")
    assert (first.numbers, first.is_partner) == (["CONTOH-1/2021", "CONTOH-2"], False)
    assert (second.called, second.position, second.numbers, second.is_partner) == (
        "PIHAK KEDUA",
        "Bupati Contoh",
        [],
        True,
    )


def test_who_has_signed_is_written_as_signed_whoever_is_the_head() -> None:
    signed = a_signature(OURS, position="Kepala Lapas", capacity="acting", letter="SK-7", signed_on=date(2026, 1, 28))
    text = text_of(signatures=(signed,))
    assert (text.parties[0].position, text.parties[0].letter) == ("Plt. Kepala Lapas", "SK-7")
    ((theirs, ours), (witness,)) = text.seats
    assert (ours.called, ours.position, ours.signed) == (
        "PIHAK KESATU",
        "Plt. Kepala Lapas",
        "tanda tangan basah, 28 Januari 2026",
    )
    assert (theirs.called, theirs.signed) == ("PIHAK KEDUA", "")
    assert (witness.called, witness.name, witness.position) == ("Saksi", "Kantor Wilayah Contoh", "")


@pytest.mark.parametrize(
    ("term", "written"),
    [
        (
            FixedTerm(starts_on=date(2026, 2, 1), ends_on=date(2029, 1, 31)),
            ["tetap", "1 Februari 2026", "31 Januari 2029", "", ""],
        ),
        (RunningTerm(months=36), ["berjalan", "", "", "3 (tiga) tahun", ""]),
        (
            RunningTerm(months=18, starts_on=date(2026, 2, 1)),
            ["berjalan", "1 Februari 2026", "", "18 (delapan belas) bulan", ""],
        ),
        (OpenTerm(notice_months=3), ["terbuka", "", "", "", "3 (tiga) bulan"]),
        (None, ["", "", "", "", ""]),
    ],
)
def test_every_kind_of_term_is_written(term: Any, written: list[str]) -> None:
    assert list(text_of(term=term).term.values().values()) == written


def test_an_agreement_is_a_draft_until_it_is_in_force_unless_it_is_of_the_past() -> None:
    assert text_of().is_draft
    assert not text_of(in_force_from=date(2026, 1, 28)).is_draft
    assert not text_of(registered_source="paper").is_draft


def test_the_day_of_the_paper_is_its_own_before_the_last_signature_and_the_plan() -> None:
    days = {"dated_on": date(2026, 1, 27), "signed_on": date(2026, 1, 28), "signing_planned_on": date(2026, 1, 29)}
    for name, day in list(days.items()):
        found = text_of(**days).day
        assert found is not None
        assert found.digits == day.strftime("%d-%m-%Y")
        del days[name]
    assert text_of().day is None


def test_items_have_words_and_no_codes_and_long_lists_of_places_go_to_the_annex() -> None:
    item = an_item("education", agencies=(a_partner(PARTNER, name="Dinas Pendidikan"),), target="40 peserta")
    (written,) = text_of(scope_items=(item,)).items
    assert (written.field, written.agencies, written.target) == ("pendidikan", "Dinas Pendidikan", "40 peserta")
    few, many = (text_of(runs_at=tuple(a_facility(name=f"Rutan {n}") for n in range(count))) for count in (2, 9))
    assert (few.places, few.all_places) == ("Rumah Tahanan Negara 0 dan Rumah Tahanan Negara 1", [])
    assert (many.places, len(many.all_places)) == ("9 UPT sebagaimana tercantum dalam Lampiran", 9)


def test_the_legal_basis_is_a_list_of_lines() -> None:
    assert text_of(legal_basis="- UU 22/2022;\n\nPP 28/2018").legal_basis == ["UU 22/2022", "PP 28/2018"]


def test_an_instrument_without_a_template_is_written_by_the_nearest() -> None:
    assert kind_of("memorandum_of_understanding") == "synergy_memorandum"
    assert kind_of("grant_handover") == "cooperation_agreement"
    assert kind_of("addendum") == "addendum"
    assert text_of(instrument="joint_agreement").instrument == "Kesepakatan Bersama"
