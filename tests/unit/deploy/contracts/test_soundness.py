"""The rules do not guess: what they allow, readers survive; what they refuse, some event breaks some reader.

Both are tried with a validator, in both directions: tomorrow's events read by the schema of today, and events of the
past read by the schema of tomorrow.
"""

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from deploy.contracts.rules.fields import FIELD_RULES
from deploy.contracts.schemas import published_schemas
from tests.unit.deploy.contracts.instances import instances
from tests.unit.deploy.contracts.test_rules import ALLOWED, REFUSED, Pair

OF_MEANING = {"class-changed", "default-changed"}
"""What these refuse no validator sees: it is about what a field means, and to whom."""
FIELD_RULE_NAMES = {rule.name for rule in FIELD_RULES}


def refused_events(said_by: dict[str, Any], read_by: dict[str, Any]) -> list[Any]:
    """The events that one schema allows and another refuses."""
    reader = Draft202012Validator(read_by, format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [event for event in instances(said_by, said_by["$defs"]) if not reader.is_valid(event)]


def broken_by(pair: Pair) -> list[Any]:
    """The events that a change breaks, in either direction."""
    old, new = pair
    assert old is not None
    assert new is not None
    return refused_events(said_by=new, read_by=old) + refused_events(said_by=old, read_by=new)


@pytest.mark.parametrize("rule", sorted(REFUSED.keys() & FIELD_RULE_NAMES - OF_MEANING))
def test_what_a_rule_refuses_breaks_a_reader(rule: str) -> None:
    assert broken_by(REFUSED[rule][0])


@pytest.mark.parametrize("rule", sorted(REFUSED.keys() & FIELD_RULE_NAMES))
def test_what_goes_through_beside_it_breaks_none(rule: str) -> None:
    assert broken_by(REFUSED[rule][1]) == []


@pytest.mark.parametrize("rule", sorted(ALLOWED.keys() & FIELD_RULE_NAMES))
def test_what_a_rule_allows_breaks_no_reader(rule: str) -> None:
    assert broken_by(ALLOWED[rule]) == []


@pytest.mark.parametrize(("type_", "schema"), published_schemas().items())
def test_what_a_registered_events_schema_allows_its_own_validator_allows(type_: str, schema: dict[str, Any]) -> None:
    assert refused_events(schema | {"$defs": schema.get("$defs", {})}, schema) == [], type_
