"""Every public event names its units at paths of the feed's filters, or is known to concern none."""

from collections.abc import Iterator
from typing import Any

import pytest

from shared.contracts.event import REGISTERED, Event
from shared.contracts.parts import FacilityRef, UnitRef
from shared.contracts.topics import is_public
from shared.rooms.feed.model import FACILITY_PATHS, UNIT_PATHS

CONCERN_NO_FACILITY = {f"partner.{change}.v1" for change in ("registered", "renamed", "merged", "closed")}
CONCERN_NO_FACILITY |= {"field.published.v1", "activity.totalled.v1"}
ITS_OWN_FACILITY = {"unit.changed.v1"}
"""The event is about the unit, so its id is a field of the event."""
OF_A_REGION = {"activity.totalled.v1"}
NOT_CONCERNED = {"$.numbers[*].issuer.id"}
"""Units that only issued a number; the party whose number it is is concerned."""
PUBLIC = [(name, event) for name, event in REGISTERED.items() if is_public(event.topic)]


def paths_to(
    units: tuple[type, ...], schema: dict[str, Any], definitions: dict[str, Any], path: str = "$"
) -> Iterator[str]:
    """Paths to the ids of a payload's units."""
    if reference := schema.get("$ref"):
        name = reference.rsplit("/", 1)[1]
        if name in {unit.__name__ for unit in units}:
            yield f"{path}.id"
        else:
            yield from paths_to(units, definitions[name], definitions, path)
    for name, part in schema.get("properties", {}).items():
        yield from paths_to(units, part, definitions, f"{path}.{name}")
    for part in (*schema.get("anyOf", ()), *schema.get("allOf", ())):
        yield from paths_to(units, part, definitions, path)
    if isinstance(items := schema.get("items"), dict):
        yield from paths_to(units, items, definitions, f"{path}[*]")


def facility_paths_of(event: type[Event]) -> set[str]:
    schema = event.model_json_schema()
    return set(paths_to((FacilityRef, UnitRef), schema, schema.get("$defs", {}))) - NOT_CONCERNED


@pytest.mark.parametrize(("name", "event"), PUBLIC)
def test_a_facility_is_at_a_path_of_the_filter(name: str, event: type[Event]) -> None:
    assert facility_paths_of(event) <= set(FACILITY_PATHS)
    assert bool(facility_paths_of(event)) != (name in CONCERN_NO_FACILITY | ITS_OWN_FACILITY)


@pytest.mark.parametrize(("name", "event"), PUBLIC)
def test_a_region_is_at_a_path_of_the_filter(name: str, event: type[Event]) -> None:
    regions = {path.replace(".id", ".region") for path in facility_paths_of(event)}
    assert regions <= set(UNIT_PATHS)
    assert ("region" in event.model_fields) is (name in ITS_OWN_FACILITY | OF_A_REGION)


def test_every_path_of_the_filter_is_that_of_an_event() -> None:
    used = {path for _, event in PUBLIC for path in facility_paths_of(event)}
    assert used | {"$.unit_id"} == set(FACILITY_PATHS)


def test_control_a_facility_at_another_path_is_found() -> None:
    class Misplaced(Event):
        """Not registered: it exists for this test."""

        hosts: tuple[FacilityRef, ...] | None

    assert facility_paths_of(Misplaced) == {"$.hosts[*].id"}
