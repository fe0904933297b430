"""Every rule of the HTTP interface: one change that it finds, and a similar one that it allows."""

from typing import Any

import pytest

from deploy.contracts.changes import Change
from deploy.contracts.http.changes import http_changes
from deploy.contracts.http.rules.answers import ANSWER_RULES
from deploy.contracts.http.rules.operations import OPERATION_RULES
from deploy.contracts.http.rules.problem_types import PROBLEM_RULES
from deploy.contracts.http.rules.requests import REQUEST_RULES
from tests.unit.deploy.contracts.http.sample import GONE, PROBLEM, SAMPLE, altered, request_field, shelf_field
from tests.unit.deploy.contracts.sample import changed

Document = dict[str, Any]
Pair = tuple[Document, Document]

OTHER = changed({"paths./books": SAMPLE["paths"]["/shelves"]}, SAMPLE)
RENAMED = changed({"paths": {"/racks": SAMPLE["paths"]["/shelves"]}}, SAMPLE)
ANSWER = SAMPLE["paths"]["/shelves"]["post"]["responses"]["201"]
TEXT, NUMBER, DAY = {"type": "string"}, {"type": "integer"}, {"type": "string", "format": "date"}
EITHER = {"anyOf": [{"type": "string"}, {"type": "integer"}]}
ENDING = {"post": SAMPLE["paths"]["/shelves"]["post"] | {"deprecated": True}}
NO_BUILDING_DAY, WEIGHTLESS = request_field("built_on", GONE), shelf_field("weight", GONE)
AN_EMPTY_BODY: Document = {"type": "object", "properties": {}}


def problems(examples: dict[str, Any], status: str = "409") -> Document:
    """The sample with other problems."""
    answer = {"content": {"application/problem+json": {"examples": examples}}}
    return altered({"responses": {"201": ANSWER, status: answer}})


FULL, NONE_LEFT = PROBLEM["content"]["application/problem+json"]["examples"], {"shelf-gone": {"summary": "Shelf gone"}}
GONE_TWICE = problems(FULL | NONE_LEFT)
GONE_TWICE["paths"]["/books"] = GONE_TWICE["paths"]["/shelves"]
SAMPLE_AND_GONE = changed({"paths./shelves": SAMPLE["paths"]["/shelves"]}, GONE_TWICE)

REFUSED: dict[str, tuple[Pair, Pair]] = {
    "operation-removed": ((OTHER, SAMPLE), (SAMPLE, altered({"summary": "Tambah rak baru / add a new shelf"}))),
    "status-removed": (
        (SAMPLE, altered({"responses": {"200": ANSWER, "409": PROBLEM}})),
        (SAMPLE, altered({"responses": {"200": ANSWER, "201": ANSWER, "409": PROBLEM}})),
    ),
    "media-type-removed": (
        (SAMPLE, altered({"responses.201.content": {"application/yaml": ANSWER["content"]["application/json"]}})),
        (
            SAMPLE,
            altered({"responses.201.content.application/yaml": ANSWER["content"]["application/json"]}),
        ),
    ),
    "header-removed": (
        (SAMPLE, altered({"responses.201.headers": {"Location": {}}})),
        (SAMPLE, altered({"responses.201.headers": {"Location": {}, "ETag": {}, "Link": {}}})),
    ),
    "request-field-removed": (
        (SAMPLE, request_field("remark", GONE)),
        (SAMPLE, request_field("remark", {"anyOf": [{"type": "null"}, TEXT], "description": "not shown"})),
    ),
    "required-request-field-added": (
        (SAMPLE, request_field("colour", TEXT, required=["name", "colour"])),
        (SAMPLE, request_field("colour", TEXT)),
    ),
    "request-field-became-required": (
        (SAMPLE, request_field("kind", {"type": "string", "enum": ["wood", "steel"]}, required=["name", "kind"])),
        (SAMPLE, request_field("kind", {"type": "string", "enum": ["steel", "wood"]})),
    ),
    "request-type-narrowed": (
        (SAMPLE, request_field("remark", TEXT)),
        (SAMPLE, request_field("remark", {"anyOf": [{"type": "null"}, TEXT]})),
    ),
    "request-format-imposed": (
        (SAMPLE, request_field("remark", {"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]})),
        (SAMPLE, request_field("built_on", DAY)),
    ),
    "request-value-removed": (
        (SAMPLE, request_field("kind", {"type": "string", "enum": ["wood"]})),
        (SAMPLE, request_field("kind", {"type": "string", "enum": ["steel", "wood"]})),
    ),
    "request-list-imposed": (
        (SAMPLE, request_field("name", {"type": "string", "maxLength": 40, "enum": ["north", "south"]})),
        (SAMPLE, request_field("name", {"maxLength": 40, "type": "string"})),
    ),
    "request-limit-tightened": (
        (SAMPLE, request_field("name", {"type": "string", "maxLength": 39})),
        (SAMPLE, request_field("name", {"type": "string", "maxLength": 41})),
    ),
    "request-default-changed": (
        (SAMPLE, request_field("height", {"type": "integer", "default": 6})),
        (SAMPLE, request_field("width", {"type": "integer", "default": 6})),
    ),
    "answer-field-removed": (
        (SAMPLE, shelf_field("weight", GONE)),
        (SAMPLE, shelf_field("weight", {"type": "integer", "description": "no longer weighed: always 0"})),
    ),
    "answer-field-became-optional": (
        (SAMPLE, shelf_field("name", {"type": "string", "maxLength": 40}, required=["id", "state", "note", "books"])),
        (SAMPLE, shelf_field("weight", NUMBER, required=["id", "name", "state", "note", "books", "weight"])),
    ),
    "answer-type-widened": (
        (SAMPLE, shelf_field("weight", EITHER)),
        (SAMPLE, shelf_field("note", TEXT)),
    ),
    "answer-format-changed": (
        (SAMPLE, shelf_field("id", TEXT)),
        (SAMPLE, shelf_field("id", {"format": "uuid", "type": "string"})),
    ),
    "problem-type-removed": (
        (SAMPLE, problems({})),
        (SAMPLE, problems({"shelf-full": {"summary": "The shelf is full"}})),
    ),
    "problem-status-changed": ((SAMPLE, problems(FULL, "422")), (SAMPLE, problems(FULL | NONE_LEFT))),
}

ALLOWED: dict[str, Pair] = {
    "operation-added": (SAMPLE, OTHER),
    "operation-deprecated": (SAMPLE, altered({"deprecated": True})),
    "deprecated-operation-removed": (changed({"paths./books": ENDING}, SAMPLE), SAMPLE),
    "problem-added": (SAMPLE_AND_GONE, GONE_TWICE),
    "problem-removed": (GONE_TWICE, SAMPLE_AND_GONE),
    "problem-type-reworded": (SAMPLE, problems({"shelf-full": {"summary": "The shelf is full"}})),
    "operation-reworded": (SAMPLE, altered({"summary": "Tambah rak baru / add a new shelf"})),
    "optional-request-field-added": (SAMPLE, request_field("colour", TEXT)),
    "request-field-deprecated": (SAMPLE, request_field("built_on", DAY | {"deprecated": True})),
    "deprecated-request-field-removed": (request_field("built_on", DAY | {"deprecated": True}), NO_BUILDING_DAY),
    "request-field-became-optional": (SAMPLE, request_field("name", {"type": "string", "maxLength": 40}, required=[])),
    "request-type-widened": (SAMPLE, request_field("name", {"type": ["string", "integer"], "maxLength": 40})),
    "request-format-lifted": (SAMPLE, request_field("built_on", TEXT)),
    "request-value-added": (SAMPLE, request_field("kind", {"type": "string", "enum": ["wood", "steel", "glass"]})),
    "request-limit-loosened": (SAMPLE, request_field("name", TEXT)),
    "request-field-reworded": (SAMPLE, request_field("built_on", DAY | {"description": "the first day"})),
    "answer-field-added": (SAMPLE, shelf_field("colour", TEXT)),
    "answer-field-deprecated": (SAMPLE, shelf_field("weight", NUMBER | {"deprecated": True})),
    "deprecated-answer-field-removed": (shelf_field("weight", NUMBER | {"deprecated": True}), WEIGHTLESS),
    "answer-field-became-required": (
        SAMPLE,
        shelf_field("weight", NUMBER, required=["id", "name", "state", "note", "books", "weight"]),
    ),
    "answer-type-narrowed": (SAMPLE, shelf_field("note", TEXT)),
    "answer-format-named": (SAMPLE, shelf_field("name", {"type": "string", "maxLength": 40, "format": "uri"})),
    "answer-value-added": (SAMPLE, shelf_field("state", {"type": "string", "enum": ["open", "full", "gone"]})),
    "answer-value-removed": (SAMPLE, shelf_field("state", {"type": "string", "enum": ["open"]})),
    "answer-limit-changed": (SAMPLE, shelf_field("name", {"type": "string", "maxLength": 80})),
    "answer-field-reworded": (SAMPLE, shelf_field("weight", {"type": "integer", "description": "in kilograms"})),
}
RULES = [*OPERATION_RULES, *REQUEST_RULES, *ANSWER_RULES]
OF_PROBLEMS = {"problem-type-added", "problem-type-retired", "retired-problem-type-used"}
"""Rules with tests of their own: an added or retired type also changes the operation that answers it."""


def found(pair: Pair) -> list[Change]:
    old, new = pair
    return http_changes({"library": old}, {"library": new})


@pytest.mark.parametrize("rule", REFUSED)
def test_a_breaking_change_is_refused_by_its_rule_alone(rule: str) -> None:
    assert [(change.rule, change.breaking) for change in found(REFUSED[rule][0]) if change.breaking] == [(rule, True)]


@pytest.mark.parametrize("rule", REFUSED)
def test_a_similar_change_is_allowed(rule: str) -> None:
    assert not [change for change in found(REFUSED[rule][1]) if change.breaking]


@pytest.mark.parametrize("rule", ALLOWED)
def test_an_allowed_change_is_named(rule: str) -> None:
    assert [(change.rule, change.breaking) for change in found(ALLOWED[rule])] == [(rule, False)]


def test_every_rule_has_its_examples() -> None:
    rules = [*RULES, *(rule for rule in PROBLEM_RULES if rule.name not in OF_PROBLEMS)]
    assert {rule.name for rule in rules if rule.breaking} == REFUSED.keys()
    assert {rule.name for rule in rules if not rule.breaking} == ALLOWED.keys()
    assert len({rule.name for rule in rules}) == len(rules)
    assert {rule.name for rule in PROBLEM_RULES} >= OF_PROBLEMS


def test_a_new_problem_type_is_allowed_unless_its_name_was_retired() -> None:
    new = {"library": SAMPLE}, {"library": problems(FULL | NONE_LEFT)}
    assert ("problem-type-added", False) in [(change.rule, change.breaking) for change in http_changes(*new)]
    refused = [change for change in http_changes(*new, retired={"shelf-gone": "Shelves are kept."}) if change.breaking]
    assert [change.sentence.partition(". ")[0] for change in refused] == [
        "problem shelf-gone uses the name of a retired type"
    ]


def test_a_problem_type_is_removed_only_if_it_is_retired() -> None:
    old, now = {"library": SAMPLE}, {"library": problems({})}
    assert [change.rule for change in http_changes(old, now) if change.breaking] == ["problem-type-removed"]
    retired = http_changes(old, now, retired={"shelf-full": "Shelves have no limit."})
    assert [(change.rule, change.breaking) for change in retired] == [
        ("problem-removed", False),
        ("problem-type-retired", False),
    ]


def test_nothing_changes_between_equal_documents() -> None:
    assert found((SAMPLE, changed({}, SAMPLE))) == []


def test_another_path_is_a_removal_and_an_addition() -> None:
    assert [change.sentence.split(". ")[0] for change in found((SAMPLE, RENAMED))] == [
        "library POST /racks is new",
        "library POST /shelves was removed",
    ]


def test_another_name_of_a_path_parameter_changes_nothing() -> None:
    operation = SAMPLE["paths"]["/shelves"]["post"]

    def with_path(name: str) -> Document:
        parameter = {"name": name, "in": "path", "required": True, "schema": {"type": "string", "format": "uuid"}}
        return changed({"paths": {f"/shelves/{{{name}}}": {"post": operation | {"parameters": [parameter]}}}}, SAMPLE)

    assert found((with_path("id"), with_path("shelf_id"))) == []


def test_a_change_is_described_with_its_path_and_reason() -> None:
    (change,) = found((SAMPLE, shelf_field("books", {"type": "array", "items": AN_EMPTY_BODY})))
    described, _, why = change.sentence.partition(". ")
    assert described == "library POST /shelves: answer.books[].title was removed"
    assert why == "Clients that read it find nothing. Deprecate it first."


def test_a_parameter_is_compared_like_a_field() -> None:
    assert [change.rule for change in found((SAMPLE, altered({"parameters": []})))] == ["request-field-removed"]


def test_a_schema_that_contains_itself_is_compared_once() -> None:
    nested = shelf_field("inside", {"$ref": "#/components/schemas/Shelf"})
    assert [change.path for change in found((SAMPLE, nested))] == ["answer.inside"]
