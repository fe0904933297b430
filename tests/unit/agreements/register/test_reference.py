import csv
import io

import pytest
from pydantic import ValidationError

from services.agreements.register.commands.reference import SHIPPED, shipped_fields, shipped_units
from services.agreements.register.model.fields import FieldTree, FieldUnknown, require_known


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(SHIPPED.joinpath(name).read_text("utf-8"))))


def test_every_facility_belongs_to_a_shipped_region() -> None:
    offices = {row["code"] for row in rows("regional_offices.csv")}
    facilities = rows("facilities.csv")
    assert (len(offices), len(facilities)) == (33, 612)
    assert {row["regional_office"] for row in facilities} <= offices
    assert len({row["id"] for row in facilities}) == len({row["name"] for row in facilities}) == 612


def test_the_tree_of_fields_has_both_names_for_each() -> None:
    known = {node.code: (node, parent) for node, parent in shipped_fields().walk()}
    assert len(known) == 34
    assert known["package_a"][1] == known["package_c"][1] == "equivalency_education"
    assert known["equivalency_education"][1] == "education"
    assert known["environment"][0].name.id == "Lingkungan Hidup"
    assert all(node.name.id and node.name.en for node, _ in known.values())


def test_the_tree_has_each_code_once() -> None:
    field = {"code": "health", "name": {"id": "Kesehatan", "en": "Health"}}
    with pytest.raises(ValidationError, match="twice"):
        FieldTree.model_validate({"version": 1, "fields": [field, field]})


def test_unknown_fields_are_listed_in_the_refusal() -> None:
    require_known(["health"], {"health", "sport"})
    with pytest.raises(FieldUnknown, match="astrology and golf"):
        require_known(["golf", "health", "astrology"], {"health"})


def test_the_values_of_a_period_that_another_edition_changes() -> None:
    *_, facilities = shipped_units()
    before = facilities[0]
    assert before.changes_since(before) == {}
    assert before.model_copy(update={"town": "Kota Contoh"}).changes_since(before) == {}
    moved = before.model_copy(update={"region": "BALI", "facility_class": None})
    assert moved.changes_since(before) == {"region": "BALI", "facility_class": None}


def test_an_office_is_in_its_own_region_and_a_facility_in_that_of_its_office() -> None:
    center, offices, facilities = shipped_units()
    assert [(unit.kind, unit.region) for unit in center] == [("ministry", None), ("directorate_general", None)]
    assert all(office.region == office.code for office in offices)
    assert {unit.region for unit in facilities} <= {office.code for office in offices}
    assert "" not in {unit.facility_class for unit in facilities}
