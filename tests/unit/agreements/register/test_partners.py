from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.agreements.migrations import agreements_0001_register
from services.agreements.register.model.partners import (
    INDIVIDUAL,
    AgencyOfAgency,
    name_key,
    require_begun,
    require_partner,
)
from shared.values.ids import new_id
from shared.values.refusals import DayInTheFuture
from tests.unit.agreements.examples import a_partner


@pytest.mark.parametrize("other", ["pt maju jaya", "PT. MAJU-JAYA", " P.T.  Maju  Jaya "])
def test_names_that_differ_in_case_dots_and_spaces_have_one_key(other: str) -> None:
    assert name_key(other) == name_key("PT Maju Jaya")


def test_names_with_other_words_have_other_keys() -> None:
    assert name_key("Dinas Kesehatan") != name_key("Dinas Kesehatan Hewan")


@given(st.text())
def test_the_key_of_a_key_is_itself(name: str) -> None:
    assert name_key(name_key(name)) == name_key(name)


def test_an_individual_has_the_same_public_name_in_the_table() -> None:
    assert a_partner(category="individual").public_name == INDIVIDUAL
    assert f"WHEN 'individual' THEN '{INDIVIDUAL}'" in agreements_0001_register.SQL


def test_an_agency_has_no_agencies() -> None:
    require_partner(a_partner())
    with pytest.raises(AgencyOfAgency):
        require_partner(a_partner(parent_id=new_id()))


def test_cooperation_has_begun_by_today() -> None:
    today = date(2026, 1, 27)
    require_begun(None, today)
    require_begun(today, today)
    with pytest.raises(DayInTheFuture, match="28 January 2026"):
        require_begun(date(2026, 1, 28), today)
