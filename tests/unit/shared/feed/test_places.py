"""Every public event names its facility where the feed's filter looks for it, or is known to concern none."""

from collections.abc import Iterator
from typing import Any

import pytest

from shared.contracts.event import REGISTERED, Event
from shared.contracts.parts import FacilityRef
from shared.contracts.topics import is_public
from shared.rooms.feed.reading import FACILITIES

CONCERN_NO_FACILITY = {"partner.registered.v1"}
PUBLIC = [(name, event) for name, event in REGISTERED.items() if is_public(event.topic)]


def places(schema: dict[str, Any], definitions: dict[str, Any], path: str = "$") -> Iterator[str]:
    """Where a payload has a facility, as paths to its id."""
    if reference := schema.get("$ref"):
        name = reference.rsplit("/", 1)[1]
        if name == FacilityRef.__name__:
            yield f"{path}.id"
        else:
            yield from places(definitions[name], definitions, path)
    for name, part in schema.get("properties", {}).items():
        yield from places(part, definitions, f"{path}.{name}")
    for part in (*schema.get("anyOf", ()), *schema.get("allOf", ())):
        yield from places(part, definitions, path)
    if isinstance(items := schema.get("items"), dict):
        yield from places(items, definitions, f"{path}[*]")


def places_of(event: type[Event]) -> set[str]:
    schema = event.model_json_schema()
    return set(places(schema, schema.get("$defs", {})))


@pytest.mark.parametrize(("name", "event"), PUBLIC)
def test_a_facility_stands_where_the_filter_looks(name: str, event: type[Event]) -> None:
    assert places_of(event) <= set(FACILITIES)
    assert bool(places_of(event)) != (name in CONCERN_NO_FACILITY)


def test_control_a_facility_elsewhere_is_found() -> None:
    class Misplaced(Event):
        """Not registered: it exists for this test."""

        hosts: tuple[FacilityRef, ...] | None

    assert places_of(Misplaced) == {"$.hosts[*].id"}
