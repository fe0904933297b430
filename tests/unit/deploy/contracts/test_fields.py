"""The fields of a schema by path; a shape that cannot be compared is refused."""

import pytest

from deploy.contracts.fields import fields_of
from deploy.contracts.schemas import published_schemas
from deploy.installation.trouble import Trouble
from tests.unit.deploy.contracts.sample import SAMPLE, changed


def test_fields_are_named_by_path_through_objects_and_lists() -> None:
    assert list(fields_of(SAMPLE)) == [
        "thing_id",
        "count",
        "note",
        "kind",
        "side",
        "place",
        "place.id",
        "place.name",
        "others",
        "others[]",
        "others[].id",
        "others[].name",
        "remark",
    ]


def test_a_field_knows_its_shape() -> None:
    fields = fields_of(SAMPLE)
    assert fields["note"].types == {"string", "null"}
    assert fields["count"].limits == {"minimum": 0}
    assert (fields["kind"].values, fields["kind"].growing) == (("great", "small"), False)
    assert (fields["side"].values, fields["side"].growing) == (("left", "right"), True)
    assert (fields["remark"].required, fields["remark"].default) == (False, "none")
    assert fields["others[].id"].format == "uuid"


def test_keywords_beside_a_reference_are_about_the_field() -> None:
    place = {"$ref": "#/$defs/Place", "description": "where", "x-class": "internal"}
    field = fields_of(changed({"properties.place": place}))["place"]
    assert (field.description, field.field_class) == ("where", "internal")


@pytest.mark.parametrize(
    "shape",
    [
        {"anyOf": [{"type": "string"}, {"type": "integer"}]},
        {"type": "array", "prefixItems": [{"type": "string"}]},
        {"allOf": [{"type": "string"}]},
        {"type": "object", "additionalProperties": {"type": "integer"}},
        {"type": "object", "properties": {}, "additionalProperties": False},
    ],
)
def test_a_shape_that_could_not_be_compared_is_refused(shape: dict[str, object]) -> None:
    with pytest.raises(Trouble, match="count"):
        fields_of(changed({"properties.count": shape}))


def test_an_event_that_is_closed_to_new_fields_is_refused() -> None:
    with pytest.raises(Trouble, match="must allow more"):
        fields_of(changed({"additionalProperties": False}))


@pytest.mark.parametrize(("type_", "schema"), published_schemas().items())
def test_every_field_of_a_registered_event_is_described(type_: str, schema: dict[str, object]) -> None:
    undescribed = [path for path, field in fields_of(schema).items() if not field.description]
    assert [path for path in undescribed if not path.endswith("[]")] == [], type_
