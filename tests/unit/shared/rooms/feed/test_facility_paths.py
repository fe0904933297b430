"""Every public event names its facility at a path of the feed's filter, or is known to concern none."""

from collections.abc import Iterator
from typing import Any

import pytest

from shared.contracts.event import REGISTERED, Event
from shared.contracts.parts import FacilityRef
from shared.contracts.topics import is_public
from shared.rooms.feed.model import FACILITY_PATHS

CONCERN_NO_FACILITY = {f"partner.{change}.v1" for change in ("registered", "renamed", "merged", "closed")}
PUBLIC = [(name, event) for name, event in REGISTERED.items() if is_public(event.topic)]


def facility_paths(schema: dict[str, Any], definitions: dict[str, Any], path: str = "$") -> Iterator[str]:
    """Paths to the ids of a payload's facilities."""
    if reference := schema.get("$ref"):
        name = reference.rsplit("/", 1)[1]
        if name == FacilityRef.__name__:
            yield f"{path}.id"
        else:
            yield from facility_paths(definitions[name], definitions, path)
    for name, part in schema.get("properties", {}).items():
        yield from facility_paths(part, definitions, f"{path}.{name}")
    for part in (*schema.get("anyOf", ()), *schema.get("allOf", ())):
        yield from facility_paths(part, definitions, path)
    if isinstance(items := schema.get("items"), dict):
        yield from facility_paths(items, definitions, f"{path}[*]")


def facility_paths_of(event: type[Event]) -> set[str]:
    schema = event.model_json_schema()
    return set(facility_paths(schema, schema.get("$defs", {})))


@pytest.mark.parametrize(("name", "event"), PUBLIC)
def test_a_facility_is_at_a_path_of_the_filter(name: str, event: type[Event]) -> None:
    assert facility_paths_of(event) <= set(FACILITY_PATHS)
    assert bool(facility_paths_of(event)) != (name in CONCERN_NO_FACILITY)


def test_control_a_facility_at_another_path_is_found() -> None:
    class Misplaced(Event):
        """Not registered: it exists for this test."""

        hosts: tuple[FacilityRef, ...] | None

    assert facility_paths_of(Misplaced) == {"$.hosts[*].id"}
