"""Who may be a party, an agency, a place, and the keeper."""

import pytest

from services.agreements.agreement.model.parties import (
    AgencyOfNoParty,
    KeeperUnfit,
    PartiesIncomplete,
    PartyTwice,
    check_agencies,
    check_parties,
    places_among,
    principals_of,
    require_keeper,
)
from services.agreements.register.model.units import Unit
from shared.values.cooperation import Level
from tests.unit.agreements.examples import (
    a_directorate_general,
    a_facility,
    a_partner,
    a_party,
    a_unit,
    an_item,
    an_office,
)

FACILITY, OTHER_FACILITY, PARTNER = a_facility(), a_facility(), a_partner()


@pytest.mark.parametrize(
    "units",
    [
        (FACILITY, PARTNER),
        (FACILITY, OTHER_FACILITY),
        (an_office(), PARTNER),
        (a_directorate_general(), PARTNER),
        (a_unit("ministry"), PARTNER),
        (a_unit("ministry"), a_unit("ministry")),
    ],
)
def test_two_principals_suffice_if_one_is_a_unit_of_ours(units: tuple[Unit, ...]) -> None:
    check_parties([a_party(unit) for unit in units])


def test_partners_alone_or_one_principal_alone_make_no_agreement() -> None:
    for parties in (
        [a_party(PARTNER), a_party(a_partner())],
        [a_party(FACILITY)],
        [a_party(FACILITY), a_party(PARTNER, role="acknowledging")],
        [a_party(FACILITY, role="witness"), a_party(PARTNER), a_party(a_partner())],
    ):
        with pytest.raises(PartiesIncomplete):
            check_parties(parties)


def test_a_unit_is_a_party_once() -> None:
    with pytest.raises(PartyTwice, match="Kabupaten Contoh"):
        check_parties([a_party(FACILITY), a_party(PARTNER), a_party(PARTNER, role="witness")])


def test_the_agency_of_an_item_is_a_party_or_anything_under_one() -> None:
    province = a_partner(name="Pemerintah Provinsi")
    regency = a_partner(province, name="Pemerintah Kabupaten")
    department = a_partner(regency, province, name="Dinas Kesehatan")
    clinic = a_partner(department, regency, province, name="Puskesmas")
    for party in (province, regency, department, clinic):
        check_agencies([a_party(FACILITY), a_party(party)], [an_item(agencies=(clinic,))])
    with pytest.raises(AgencyOfNoParty, match="Dinas Kesehatan"):
        check_agencies([a_party(FACILITY), a_party(clinic)], [an_item(agencies=(clinic, department))])


def test_a_unit_of_ours_is_no_agency() -> None:
    with pytest.raises(AgencyOfNoParty):
        check_agencies([a_party(FACILITY), a_party(PARTNER)], [an_item(agencies=(FACILITY,))])


def test_an_individual_that_is_no_party_is_refused_without_its_name() -> None:
    person = a_partner(name="Ustaz Contoh", category="individual")
    with pytest.raises(AgencyOfNoParty) as refused:
        check_agencies([a_party(FACILITY), a_party(PARTNER)], [an_item(agencies=(person,))])
    assert "Ustaz" not in str(refused.value)


@pytest.mark.parametrize(
    ("level", "keeper"),
    [
        ("facility", FACILITY),
        ("regional", an_office()),
        ("national", a_directorate_general()),
        ("national", a_unit("ministry")),
    ],
)
def test_the_level_tells_the_kind_of_keeper(level: Level, keeper: Unit) -> None:
    parties = [a_party(FACILITY), a_party(PARTNER)]
    assert require_keeper(keeper, level, parties) is keeper


@pytest.mark.parametrize(
    ("level", "keeper"),
    [
        ("facility", OTHER_FACILITY),
        ("facility", None),
        ("facility", an_office()),
        ("regional", FACILITY),
        ("national", an_office()),
        ("national", PARTNER),
    ],
)
def test_an_unfit_keeper_is_refused_in_words(level: Level, keeper: Unit | None) -> None:
    with pytest.raises(KeeperUnfit) as refused:
        require_keeper(keeper, level, [a_party(FACILITY), a_party(PARTNER)])
    assert "_" not in refused.value.sentence.id.replace("keeper_id", "")


def test_a_facility_that_only_acknowledges_does_not_keep_the_agreement() -> None:
    parties = [a_party(OTHER_FACILITY), a_party(PARTNER), a_party(FACILITY, role="acknowledging")]
    with pytest.raises(KeeperUnfit):
        require_keeper(FACILITY, "facility", parties)


def test_it_is_carried_out_at_the_facilities_that_sign() -> None:
    witness = a_party(OTHER_FACILITY, role="witness")
    parties = [a_party(FACILITY), a_party(PARTNER), a_party(an_office()), witness]
    assert places_among(parties) == (FACILITY,)
    assert witness not in principals_of(parties)
