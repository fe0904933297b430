"""The report of a change for reviewers: once, in words, with the subscribers that it concerns."""

from datetime import date
from typing import Any

from deploy.contracts.changes import Change, changes
from deploy.contracts.schemas import published_schemas
from deploy.contracts.subscribers import Subscriber
from tests.unit.deploy.contracts.sample import GONE, SAMPLE, changed, without

TODAY = date(2026, 3, 1)
TYPE = SAMPLE["x-type"]


def subscriber(*paths: str, name: str = "contoh") -> Subscriber:
    return Subscriber(
        name=name,
        office="Instansi Contoh",
        purpose="A test.",
        topics=("agreements.v1",),
        depends_on={TYPE: paths},
    )


def found(new: dict[str, Any] | None, *subscribers: Subscriber) -> list[Change]:
    return changes({TYPE: SAMPLE}, {TYPE: new} if new else {}, subscribers, TODAY)


def test_equal_schemas_have_no_changes() -> None:
    schemas = published_schemas()
    assert changes(schemas, published_schemas(), (), TODAY) == []


def test_fields_inside_a_changed_field_are_not_reported_again() -> None:
    gone = found(changed({"properties.others": GONE, "required": without("others")}))
    assert [(change.path, change.rule) for change in gone] == [("others", "field-removed")]
    other = found(changed({"properties.place": {"type": "string"}}))
    assert [(change.path, change.rule) for change in other] == [("place", "type-widened"), ("place", "type-narrowed")]


def test_a_change_inside_a_part_is_found_at_each_use_of_the_part() -> None:
    paths = [change.path for change in found(changed({"$defs.Place.properties.id.format": "uri"}))]
    assert paths == ["others[].id", "place.id"]


def test_a_change_concerns_subscribers_of_the_field_its_parts_and_its_whole() -> None:
    renamed = changed({"$defs.Place.properties.name.format": "idn-hostname"})
    on = {path: subscriber(path, name=f"on-{nth}") for nth, path in enumerate(["place.name", "place", "place.id"])}
    concerned = {change.path: change.concerns for change in found(renamed, *on.values())}
    assert concerned == {"others[].name": (), "place.name": ("on-0", "on-1")}
    gone = found(changed({"properties.place": GONE, "required": without("place")}), on["place.id"])
    assert gone[0].concerns == ("on-2",)


def test_a_change_of_the_whole_type_concerns_all_its_subscribers() -> None:
    assert [change.concerns for change in found(None, subscriber("count"))] == [("contoh",)]


def test_an_allowed_change_names_the_subscribers_that_it_concerns() -> None:
    (change,) = found(changed({"properties.count.description": "how many"}), subscriber("count"))
    assert not change.breaking
    assert change.sentence == (
        "thing.published.v1: count has another description. Words may become clearer; the reviewer checks that the "
        "meaning stays. contoh depends on it."
    )


def test_a_new_field_concerns_no_subscriber() -> None:
    (change,) = found(
        changed(
            {
                "$defs.Place.properties.zone": {"type": "string"},
                "properties.others": GONE,
                "required": without("others"),
            }
        ),
        subscriber("place"),
    )[1:]
    assert (change.path, change.concerns) == ("place.zone", ())
