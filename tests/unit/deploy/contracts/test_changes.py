"""What a reviewer is told of a change: once, in words, with those whom it concerns."""

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


def test_nothing_changed_nothing_is_said() -> None:
    schemas = published_schemas()
    assert changes(schemas, published_schemas(), (), TODAY) == []


def test_what_goes_with_a_field_is_not_said_again() -> None:
    gone = found(changed({"properties.others": GONE, "required": without("others")}))
    assert [(change.path, change.rule) for change in gone] == [("others", "field-removed")]
    other = found(changed({"properties.place": {"type": "string"}}))
    assert [(change.path, change.rule) for change in other] == [("place", "type-widened"), ("place", "type-narrowed")]


def test_a_change_inside_a_part_is_found_wherever_the_part_is() -> None:
    paths = [change.path for change in found(changed({"$defs.Place.properties.id.format": "uri"}))]
    assert paths == ["others[].id", "place.id"]


def test_a_change_concerns_who_depends_on_the_field_a_part_of_it_or_its_whole() -> None:
    renamed = changed({"$defs.Place.properties.name.format": "idn-hostname"})
    on = {path: subscriber(path, name=f"on-{nth}") for nth, path in enumerate(["place.name", "place", "place.id"])}
    concerned = {change.path: change.concerns for change in found(renamed, *on.values())}
    assert concerned == {"others[].name": (), "place.name": ("on-0", "on-1")}
    gone = found(changed({"properties.place": GONE, "required": without("place")}), on["place.id"])
    assert gone[0].concerns == ("on-2",)


def test_a_change_of_the_whole_type_concerns_everybody_who_depends_on_it() -> None:
    assert [change.concerns for change in found(None, subscriber("count"))] == [("contoh",)]


def test_even_an_allowed_change_names_those_whom_it_concerns() -> None:
    (change,) = found(changed({"properties.count.description": "how many"}), subscriber("count"))
    assert not change.breaking
    assert change.sentence == (
        "thing.said.v1: count is described anew. Words may be made clearer; a reviewer sees to it that the meaning "
        "stays. contoh depends on it."
    )


def test_what_is_new_concerns_nobody_yet() -> None:
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
