"""Codes of fields, and the days of dated facts."""

from datetime import date

import pytest

from services.agreements.register.model.facts import FactKind, UnitFact
from services.agreements.register.model.fields import code_of
from services.agreements.register.pages.own_units import spans


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Beekeeping", "beekeeping"),
        ("Industry & trade (small)", "industry_trade_small"),
        ("Package A", "package_a"),
        ("2026", ""),
        ("x" * 49 + " y", "x" * 49),
    ],
)
def test_a_code_has_the_letters_of_the_english_name(name: str, code: str) -> None:
    assert code_of(name) == code


def test_a_fact_holds_until_the_day_before_the_next_of_its_kind() -> None:
    def fact(kind: FactKind, day: int) -> UnitFact:
        return UnitFact(kind=kind, valid_from=date(2026, 1, day), value="1", source="Daftar")

    old, new, other = fact("capacity", 1), fact("capacity", 20), fact("population", 5)
    assert spans([old, new, other]) == [(new, None), (old, date(2026, 1, 19)), (other, None)]
    assert spans([]) == []
