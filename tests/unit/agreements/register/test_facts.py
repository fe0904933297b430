from datetime import date

import pytest

from services.agreements.register.model.facts import FactKind, FactUnreadable, UnitFact
from services.agreements.register.model.fields import FieldKnown, FieldTree, FieldUnknown, NewField
from services.agreements.register.model.particulars import HeadOffice, HeadTermReversed, Particulars
from shared.values.ids import new_id
from shared.values.texts import Text

TREE = FieldTree.of_rows(
    [
        {
            "code": "livestock",
            "parent": None,
            "name_indonesian": "Peternakan",
            "name_english": "Livestock",
            "version": 4,
        },
        {"code": "bees", "parent": "livestock", "name_indonesian": "Lebah", "name_english": "Bees", "version": 4},
    ]
)


def a_fact(kind: FactKind, value: str) -> UnitFact:
    return UnitFact(kind=kind, valid_from=date(2026, 1, 27), value=value, source="Daftar contoh")


@pytest.mark.parametrize(
    ("kind", "value"),
    [("capacity", "0"), ("population", "1204"), ("official_code", "137.04/1"), ("province", "Daerah Istimewa Contoh")],
)
def test_a_fact_of_its_kind_is_readable(kind: FactKind, value: str) -> None:
    a_fact(kind, value).require_readable()


@pytest.mark.parametrize(
    ("kind", "value"),
    [("capacity", "1.204"), ("population", "-3"), ("population", "12,5"), ("official_code", "a b"), ("province", "33")],
)
def test_a_value_of_another_kind_is_refused(kind: FactKind, value: str) -> None:
    with pytest.raises(FactUnreadable):
        a_fact(kind, value).require_readable()


def test_a_tree_is_read_from_its_rows() -> None:
    assert TREE.version == 4
    assert [(node.code, parent) for node, parent in TREE.walk()] == [("livestock", None), ("bees", "livestock")]


def test_a_new_field_has_a_new_code_and_a_new_name_in_its_place() -> None:
    new = NewField(code="goats", parent="livestock", name=Text("Kambing", "Goats"))
    new.require_new(TREE)
    new.model_copy(update={"parent": None, "name": Text("Lebah", "Bees")}).require_new(TREE)
    for known in ({"code": "bees"}, {"name": Text("LEBAH.", "Honey")}):
        with pytest.raises(FieldKnown):
            new.model_copy(update=known).require_new(TREE)
    with pytest.raises(FieldUnknown):
        new.model_copy(update={"parent": "astrology"}).require_new(TREE)


def test_the_term_of_a_head_is_in_order() -> None:
    head = HeadOffice(office="Bupati", valid_from=date(2025, 2, 20), valid_until=date(2030, 2, 19))
    head.require_in_order()
    with pytest.raises(HeadTermReversed):
        head.model_copy(update={"valid_until": date(2025, 2, 19)}).require_in_order()


def test_the_partner_itself_is_not_shown_what_our_offices_think_of_it() -> None:
    particulars = Particulars(partner_id=new_id(), level="regency", risk_flags=("in_dispute",), closed_reason="Bubar")
    shown = particulars.for_the_partner()
    assert (shown.level, shown.risk_flags, shown.closed_reason) == ("regency", (), None)
