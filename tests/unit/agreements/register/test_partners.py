from datetime import date
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.agreements.migrations import agreements_0001_register
from services.agreements.register.model.facts import FactKind
from services.agreements.register.model.names import name_words, twin_key
from services.agreements.register.model.particulars import RiskFlag
from services.agreements.register.model.partners import (
    INDIVIDUAL,
    PartnerHasClosed,
    PartnerHasMerged,
    PartnerLevel,
    UnderItself,
    name_key,
    require_begun,
)
from shared.values.ids import new_id
from shared.values.labels import labels
from shared.values.refusals import DayInTheFuture
from tests.unit.agreements.register.examples import a_partner


@pytest.mark.parametrize("other", ["pt maju jaya", "PT. MAJU-JAYA", " P.T.  Maju  Jaya "])
def test_names_that_differ_in_case_dots_and_spaces_have_one_key(other: str) -> None:
    assert name_key(other) == name_key("PT Maju Jaya")


def test_names_with_other_words_have_other_keys() -> None:
    assert name_key("Dinas Kesehatan") != name_key("Dinas Kesehatan Hewan")


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Pemkab Banyumas", "Pemerintah Kabupaten Banyumas"),
        ("Pemkab. Banyumas", "Pemerintah Kab. Banyumas"),
        ("BNNK Tangerang", "BNN Kota Tangerang"),
        ("Badan Narkotika Nasional Kabupaten Contoh", "BNNK Contoh"),
        ("PT Maju Jaya", "Maju Jaya (Persero)"),
        ("Dinkes Kota Contoh", "Dinas Kesehatan Kota Contoh"),
    ],
)
def test_usual_abbreviations_make_twins(name: str, other: str) -> None:
    assert twin_key(name) == twin_key(other)


@pytest.mark.parametrize(
    ("name", "other"),
    [("Pemkab Contoh", "Pemkot Contoh"), ("BNNP Contoh", "BNNK Contoh"), ("Dinkes Contoh", "Dinsos Contoh")],
)
def test_different_offices_are_no_twins(name: str, other: str) -> None:
    assert twin_key(name) != twin_key(other)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Pemkab Banyumas", "Pemerintah Kabupaten Banyumas"),
        ("Pemkab Banyumas", "Kab. Banyumas"),
        ("Pemerintah Kabupaten Banyumas", "Pemda Banyumas"),
        ("Pemkab Lombok Timur", "Pemerintah Kabupaten Lomboktimur"),
        ("BNNK Tangerang", "BNN Kota Tangerang"),
        ("Badan Narkotika Nasional Kab. Banyumas", "BNNK Banyumas"),
        ("Yayasan Ma\u2019had Contoh", "Yayasan Ma'had Contoh"),
        ("Yayasan Ma\u02bbhad Contoh", "Yayasan Mahad Contoh"),
        ("Caf\u00e9 Contoh", "Cafe\u0301 Contoh"),
        ("Caf\u00e9 Contoh", "CV. Cafe Contoh"),
        ("Yayasan Bina Insani", "Yayasan Bina Insani Purwokerto"),
        ("Ponpes Contoh Sejahtera", "Pondok Pesantren Contoh Sejahtera"),
    ],
)
def test_spellings_of_one_partner_are_proposed(name: str, other: str) -> None:
    assert name_words(name).may_name_the_same(name_words(other))
    assert name_words(other).may_name_the_same(name_words(name))


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Pemkab Tangerang", "Pemkot Tangerang"),
        ("BNN Kota Tangerang", "BNN Kabupaten Tangerang"),
        ("BNNP Banten", "BNNK Banten"),
        ("Pemkab Lombok Timur", "Pemkab Lombok Barat"),
        ("Polsek Contoh Sejahtera", "Polsek Contoh Sejahtera Timur"),
        ("SMA Negeri 1 Contoh", "SMA Negeri 2 Contoh"),
        ("SMA Negeri Contoh", "SMA Negeri 2 Contoh"),
        ("Dinkes Contoh", "Dinsos Contoh"),
        ("Pemkab Banyumas", "Dinas Kesehatan Kabupaten Banyumas"),
    ],
)
def test_different_partners_are_not_proposed(name: str, other: str) -> None:
    assert not name_words(name).may_name_the_same(name_words(other))


@pytest.mark.parametrize("name", ["PT", "Pemerintah Daerah", "Kab."])
def test_a_name_of_common_words_alone_keeps_them(name: str) -> None:
    assert name_words(name).words


@given(st.text())
def test_a_name_is_a_spelling_of_itself(name: str) -> None:
    assert name_words(name).may_name_the_same(name_words(name))


@pytest.mark.parametrize("name", ["PT", "CV.", "Persero"])
def test_a_name_that_is_only_a_legal_form_keeps_a_key(name: str) -> None:
    assert twin_key(name)


@given(st.text())
def test_the_key_of_a_key_is_itself(name: str) -> None:
    assert name_key(name_key(name)) == name_key(name)


def test_an_individual_has_the_same_public_name_in_the_table() -> None:
    assert a_partner(category="individual").public_name == INDIVIDUAL
    assert f"WHEN 'individual' THEN '{INDIVIDUAL}'" in agreements_0001_register.SQL


def test_only_an_individual_loses_its_name_before_strangers() -> None:
    person, office = a_partner(name="Ustaz Contoh", category="individual"), a_partner()
    assert (person.without_own_name().name, office.without_own_name()) == (INDIVIDUAL, office)


def test_a_partner_is_under_every_partner_of_its_lineage() -> None:
    national, province, regency = new_id(), new_id(), new_id()
    office = a_partner(id=regency, parent_id=province, lineage=(regency, province, national))
    assert all(office.is_one_of_or_under({each}) for each in (national, province, regency))
    assert not office.is_one_of_or_under({new_id()})


def test_a_partner_is_placed_under_none_that_is_under_itself() -> None:
    above, below = new_id(), new_id()
    agency = a_partner(id=below, parent_id=above, lineage=(below, above))
    a_partner(id=above, lineage=(above,)).require_above(agency)
    with pytest.raises(UnderItself):
        agency.require_above(a_partner(id=above, lineage=(above,)))
    with pytest.raises(UnderItself):
        agency.require_above(agency)


def test_a_partner_that_was_merged_or_closed_does_not_change() -> None:
    a_partner().require_live()
    with pytest.raises(PartnerHasMerged):
        a_partner(merged_into=new_id()).require_live()
    with pytest.raises(PartnerHasClosed, match="27 January 2026"):
        a_partner(closed_on=date(2026, 1, 27)).require_live()


def test_cooperation_has_begun_by_today() -> None:
    today = date(2026, 1, 27)
    require_begun(None, today)
    require_begun(today, today)
    with pytest.raises(DayInTheFuture, match="28 January 2026"):
        require_begun(date(2026, 1, 28), today)


@pytest.mark.parametrize(
    ("list_name", "codes"), [("partner_level", PartnerLevel), ("risk_flag", RiskFlag), ("unit_fact", FactKind)]
)
def test_every_code_of_the_register_has_a_name(list_name: str, codes: Any) -> None:
    assert set(get_args(codes)) == labels()[list_name].keys()
