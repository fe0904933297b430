"""The rules are right: an allowed change breaks no reader, and for a refused change some event breaks some reader.

A validator checks both directions: events of tomorrow with the schema of today, and events of the past with the schema
of tomorrow.
"""

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from deploy.contracts.rules.fields import FIELD_RULES
from deploy.contracts.schemas import published_schemas
from tests.unit.deploy.contracts.instances import instances
from tests.unit.deploy.contracts.test_rules import ALLOWED, REFUSED, Pair

OF_MEANING = {"class-changed", "default-changed"}
"""Rules about the meaning of a field, which no validator can check."""
FIELD_RULE_NAMES = {rule.name for rule in FIELD_RULES}


def refused_events(written_by: dict[str, Any], read_by: dict[str, Any]) -> list[Any]:
    """The events that one schema allows and another refuses."""
    reader = Draft202012Validator(read_by, format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [event for event in instances(written_by, written_by["$defs"]) if not reader.is_valid(event)]


def broken_by(pair: Pair) -> list[Any]:
    """The events that a change breaks, in either direction."""
    old, new = pair
    assert old is not None
    assert new is not None
    return refused_events(written_by=new, read_by=old) + refused_events(written_by=old, read_by=new)


@pytest.mark.parametrize("rule", sorted(REFUSED.keys() & FIELD_RULE_NAMES - OF_MEANING))
def test_a_refused_change_breaks_a_reader(rule: str) -> None:
    assert broken_by(REFUSED[rule][0])


@pytest.mark.parametrize("rule", sorted(REFUSED.keys() & FIELD_RULE_NAMES))
def test_the_similar_change_breaks_no_reader(rule: str) -> None:
    assert broken_by(REFUSED[rule][1]) == []


@pytest.mark.parametrize("rule", sorted(ALLOWED.keys() & FIELD_RULE_NAMES))
def test_an_allowed_change_breaks_no_reader(rule: str) -> None:
    assert broken_by(ALLOWED[rule]) == []


@pytest.mark.parametrize(("type_", "schema"), published_schemas().items())
def test_instances_of_a_registered_schema_are_valid(type_: str, schema: dict[str, Any]) -> None:
    assert refused_events(schema | {"$defs": schema.get("$defs", {})}, schema) == [], type_
