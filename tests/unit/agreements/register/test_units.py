"""Our own units and their periods."""

from datetime import date

import pytest

from services.agreements.register.model.partners import INDIVIDUAL
from services.agreements.register.model.units import PeriodEndsEarly, PeriodUnfit, check_period, period_on
from shared.values.capabilities import NATION, Scope
from tests.unit.agreements import examples
from tests.unit.agreements.register.examples import a_period, an_own_unit


def test_a_unit_takes_over_the_values_of_a_period_in_its_next_version() -> None:
    jail = an_own_unit()
    prison = jail.in_period(a_period(region="BALI"))
    assert (prison.name, prison.facility_kind, prison.facility_class) == ("Lapas Contoh", "lapas", "IIA")
    assert (prison.region, prison.version, prison.id) == ("BALI", 2, jail.id)
    assert prison.in_period(a_period(region="BALI")) is prison


def test_a_period_of_an_office_that_no_longer_exists_changes_neither_kind_nor_region() -> None:
    past = a_period(name="Rutan Contoh", facility_kind=None, region=None, facility_class="IIB", office="Kanwil lama")
    unit = an_own_unit()
    assert unit.in_period(past) is unit


def test_a_period_ends_after_it_begins() -> None:
    check_period(an_own_unit(), a_period(valid_until=date(2026, 7, 1)))
    with pytest.raises(PeriodEndsEarly):
        check_period(an_own_unit(), a_period(valid_until=date(2026, 6, 30)))


def test_only_a_facility_has_a_kind_and_moves_to_another_office() -> None:
    office = an_own_unit(kind="regional_office", facility_kind=None, facility_class=None)
    check_period(office, a_period(facility_kind=None))
    for period in (a_period(), a_period(facility_kind=None, region="BALI")):
        with pytest.raises(PeriodUnfit):
            check_period(office, period)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2022, 12, 31), None),
        (date(2023, 1, 1), "Rutan"),
        (date(2024, 12, 31), "Rutan"),
        (date(2025, 1, 1), None),
        (date(2026, 7, 1), "Lapas"),
        (date(2999, 1, 1), "Lapas"),
    ],
)
def test_the_period_of_a_day(day: date, name: str | None) -> None:
    first = a_period(name="Rutan", valid_from=date(2023, 1, 1), valid_until=date(2024, 12, 31))
    found = period_on([first, a_period(name="Lapas")], day)
    assert (found.name if found else None) == name


def test_the_scope_of_a_unit() -> None:
    facility, office, partner = examples.a_facility(), examples.an_office(), examples.a_partner()
    assert facility.scope == Scope(facilities=frozenset({facility.id}))
    assert office.scope == Scope(regions=frozenset({"JATENG"}))
    assert partner.scope == Scope(partners=frozenset({partner.id}))
    assert examples.a_directorate_general().scope == examples.a_unit("ministry").scope == NATION


def test_an_individual_has_no_public_name_of_its_own() -> None:
    assert examples.a_partner(name="Ustaz Contoh", category="individual").public_name == INDIVIDUAL
    assert examples.a_partner(name="Baznas").public_name == "Baznas"
