"""Codes of fields, their names and closings, and the days of dated facts."""

from datetime import date

import pytest

from services.agreements.register.model.facts import FactKind, UnitFact
from services.agreements.register.model.fields import (
    FieldHasOthersBelow,
    FieldKnown,
    FieldNode,
    FieldNotFound,
    FieldTree,
    code_of,
)
from services.agreements.register.pages.own_units import spans
from shared.values.texts import Text


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


BEES = FieldNode(code="bees", name=Text("Perlebahan", "Beekeeping"))
FISH = FieldNode(code="fish", name=Text("Perikanan", "Fishery"))
FARM = FieldNode(code="farm", name=Text("Peternakan", "Livestock"), children=(BEES, FISH))
TREE = FieldTree(version=3, fields=(FARM,))


def test_a_field_takes_a_name_that_no_other_in_its_place_has() -> None:
    TREE.require_name("bees", Text("Lebah Hutan", "Wild bees"))
    TREE.require_name("bees", Text("perlebahan", "Bees"))
    TREE.require_name("farm", Text("Perikanan", "Fishery"))
    with pytest.raises(FieldKnown):
        TREE.require_name("bees", Text("PERIKANAN", "Fishery"))
    with pytest.raises(FieldNotFound):
        TREE.require_name("goats", Text("Kambing", "Goats"))


def test_a_field_is_closed_after_those_below_it() -> None:
    TREE.require_closable("bees")
    with pytest.raises(FieldHasOthersBelow):
        TREE.require_closable("farm")
    with pytest.raises(FieldNotFound):
        TREE.require_closable("goats")


def test_a_fact_holds_until_the_day_before_the_next_of_its_kind() -> None:
    def fact(kind: FactKind, day: int) -> UnitFact:
        return UnitFact(kind=kind, valid_from=date(2026, 1, day), value="1", source="Daftar")

    old, new, other = fact("capacity", 1), fact("capacity", 20), fact("population", 5)
    assert spans([old, new, other]) == [(new, None), (old, date(2026, 1, 19)), (other, None)]
    assert spans([]) == []
