"""Every rule of compatibility: one change that it finds, and a similar one that it allows."""

from datetime import date, timedelta
from typing import Any

import pytest

from deploy.contracts.changes import Change, changes
from deploy.contracts.rules.events import EVENT_RULES, SUNSET_NOTICE
from deploy.contracts.rules.fields import FIELD_RULES
from tests.unit.deploy.contracts.sample import GONE, SAMPLE, changed, without

TODAY = date(2026, 3, 1)
SOON, IN_TIME, LATER = (
    (TODAY + days).isoformat() for days in (SUNSET_NOTICE - timedelta(1), SUNSET_NOTICE, SUNSET_NOTICE + timedelta(30))
)
YESTERDAY = (TODAY - timedelta(1)).isoformat()
Schema = dict[str, Any] | None
Pair = tuple[Schema, Schema]

NEW_FIELD = {"properties.colour": {"type": "string"}}
ENDING = changed({"x-sunset": IN_TIME})
PROVISIONAL = changed({"x-provisional": True})


def to(**edits: Any) -> Pair:
    """From the sample to the sample with edits, where `__` means a dot."""
    return SAMPLE, changed({path.replace("__", "."): value for path, value in edits.items()})


REFUSED: dict[str, tuple[Pair, Pair]] = {
    "field-removed": (
        (SAMPLE, changed({"properties.count": GONE, "required": without("count")})),
        to(properties__count__description="no longer counted: always 0"),
    ),
    "required-field-added": (
        (SAMPLE, changed({**NEW_FIELD, "required": [*SAMPLE["required"], "colour"]})),
        (SAMPLE, changed(NEW_FIELD)),
    ),
    "became-optional": (to(required=without("count")), to(required=SAMPLE["required"][::-1])),
    "became-required": (to(required=[*SAMPLE["required"], "remark"]), to(properties__remark__description="in short")),
    "type-widened": (
        to(properties__count={"anyOf": [{"type": "integer", "minimum": 0}, {"type": "null"}]}),
        to(properties__place=SAMPLE["$defs"]["Place"]),
    ),
    "type-narrowed": (
        to(properties__note={"type": "string"}),
        to(properties__note={"anyOf": [{"type": "null"}, {"type": "string"}]}),
    ),
    "format-changed": (
        to(properties__thing_id__format="uri"),
        (SAMPLE, changed({"properties.at": {"type": "string", "format": "date"}})),
    ),
    "value-added-to-closed-list": (
        to(properties__kind__enum=["great", "small", "middling"]),
        (SAMPLE, changed({"properties.side.x-extensible-enum": ["left", "right", "middle"]})),
    ),
    "value-removed": (to(properties__kind__enum=["great"]), to(properties__kind__enum=["small", "great"])),
    "list-opened": (
        to(properties__kind={"type": "string", "x-extensible-enum": ["great", "small"]}),
        to(properties__kind__enum=["small", "great"]),
    ),
    "list-closed": (
        to(properties__side={"type": "string", "enum": ["left", "right"]}),
        to(properties__side={"type": "string", "x-extensible-enum": ["right", "left"]}),
    ),
    "list-imposed": (
        to(properties__remark={"type": "string", "default": "none", "enum": ["none", "some"]}),
        to(properties__remark={"type": "string", "default": "none", "x-extensible-enum": ["none", "some"]}),
    ),
    "limit-changed": (
        to(properties__count__minimum=1),
        (SAMPLE, changed({"properties.weight": {"type": "integer", "maximum": 9}})),
    ),
    "class-changed": (
        (SAMPLE, changed({"properties.note.x-class": "internal"})),
        (SAMPLE, changed({"properties.note.x-class": "public"})),
    ),
    "default-changed": (
        to(properties__remark__default="some"),
        (
            changed({"properties.remark": {"type": "string"}}),
            changed({"properties.remark": {"type": "string", "default": None}}),
        ),
    ),
    "topic-changed": ((SAMPLE, changed({"x-topic": "programs.v1"})), to(description="The thing was published today.")),
    "key-changed": ((SAMPLE, changed({"x-key": "place"})), to(properties__thing_id__description="the published thing")),
    "subject-changed": ((SAMPLE, changed({"x-subject": "place"})), to(properties__place__description="where")),
    "became-provisional": ((SAMPLE, PROVISIONAL), (PROVISIONAL, PROVISIONAL)),
    "withdrawn-before-sunset": ((ENDING, None), (changed({"x-sunset": YESTERDAY}), None)),
    "sunset-too-soon": ((SAMPLE, changed({"x-sunset": SOON})), (SAMPLE, ENDING)),
    "sunset-brought-forward": ((ENDING, changed({"x-sunset": SOON})), (ENDING, changed({"x-sunset": LATER}))),
}

ALLOWED: dict[str, Pair] = {
    "type-added": (None, SAMPLE),
    "withdrawn": (changed({"x-sunset": YESTERDAY}), None),
    "sunset-announced": (SAMPLE, ENDING),
    "sunset-put-off": (ENDING, SAMPLE),
    "became-whole": (PROVISIONAL, SAMPLE),
    "event-reworded": to(description="The thing was published today."),
    "optional-field-added": (SAMPLE, changed(NEW_FIELD)),
    "value-added-to-growing-list": (SAMPLE, changed({"properties.side.x-extensible-enum": ["left", "right", "top"]})),
    "list-named": to(properties__remark={"type": "string", "default": "none", "x-extensible-enum": ["none"]}),
    "field-reworded": to(properties__count__description="how many"),
}


def found(pair: Pair) -> list[Change]:
    old, new = ({} if schema is None else {"thing.published.v1": schema} for schema in pair)
    return changes(old, new, (), TODAY)


@pytest.mark.parametrize("rule", REFUSED)
def test_a_breaking_change_is_refused_by_its_rule_alone(rule: str) -> None:
    assert [(change.rule, change.breaking) for change in found(REFUSED[rule][0])] == [(rule, True)]


@pytest.mark.parametrize("rule", REFUSED)
def test_a_similar_change_is_allowed(rule: str) -> None:
    assert not [change for change in found(REFUSED[rule][1]) if change.breaking]


@pytest.mark.parametrize("rule", sorted(REFUSED.keys() - {"became-provisional"}))
def test_a_breaking_change_of_a_provisional_type_is_reported_and_not_refused(rule: str) -> None:
    old, new = (schema and changed({"x-provisional": True}, schema) for schema in REFUSED[rule][0])
    assert [(change.rule, change.breaking, change.waived) for change in found((old, new))] == [(rule, False, True)]


@pytest.mark.parametrize("rule", ALLOWED)
def test_an_allowed_change_is_named(rule: str) -> None:
    assert [(change.rule, change.breaking) for change in found(ALLOWED[rule])] == [(rule, False)]


def test_every_rule_has_its_examples() -> None:
    rules = [*EVENT_RULES, *FIELD_RULES]
    assert {rule.name for rule in rules if rule.breaking} == REFUSED.keys()
    assert {rule.name for rule in rules if not rule.breaking} == ALLOWED.keys()
    assert len({rule.name for rule in rules}) == len(rules)


def test_a_type_is_withdrawn_only_after_the_last_day_of_its_sunset() -> None:
    assert [change.rule for change in found((SAMPLE, None))] == ["withdrawn-before-sunset"]
    assert [change.rule for change in found((changed({"x-sunset": TODAY.isoformat()}), None))] == [
        "withdrawn-before-sunset"
    ]
