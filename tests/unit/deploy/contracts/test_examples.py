"""Examples are events of a run: complete, valid by schema and model, and without personal data."""

import json
from copy import deepcopy
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from deploy.contracts.attributes import ATTRIBUTES, headers_schema, structured_schema
from deploy.contracts.examples import as_example, mistakes
from deploy.contracts.publication import FOLDER, read_folder
from deploy.contracts.schemas import schema_of
from shared.contracts.vocabulary import registered_events

EXAMPLES = read_folder(FOLDER / "examples")
SIGNED = "agreement.signed.v1"


def faults(schema: dict[str, Any], value: object) -> list[str]:
    Draft202012Validator.check_schema(schema)
    checker = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [error.message for error in checker.iter_errors(value)]


@pytest.fixture
def signed() -> dict[str, Any]:
    return deepcopy(EXAMPLES[SIGNED])


@pytest.mark.parametrize("type_", registered_events())
def test_each_event_has_an_example_that_fits_its_schema_and_its_model(type_: str) -> None:
    assert faults(schema_of(registered_events()[type_]), EXAMPLES[type_]["data"]) == []
    assert faults(structured_schema(), EXAMPLES[type_]) == []
    assert mistakes(registered_events()[type_], EXAMPLES[type_]) == []


def test_there_is_no_example_without_an_event() -> None:
    assert EXAMPLES.keys() == registered_events().keys()


@pytest.mark.parametrize("attribute", [one.name for one in ATTRIBUTES])
def test_control_a_missing_attribute_is_found(attribute: str, signed: dict[str, Any]) -> None:
    del signed[attribute]
    assert mistakes(registered_events()[SIGNED], signed) == [f"the example of {SIGNED} lacks {attribute}"]
    assert faults(structured_schema(), signed)


@pytest.mark.parametrize(
    ("edit", "mistake"),
    [
        ({"colour": "red"}, "has the unknown attributes colour"),
        ({"type": "id.go.ditjenpas.sinergi.agreement.extended.v1"}, "has the type"),
        ({"dataschema": "urn:sinergi:contracts:agreement.signed.v2"}, "has the type"),
        ({"partitionkey": "another"}, "another key or subject"),
        ({"subject": "another"}, "another key or subject"),
    ],
)
def test_control_wrong_attributes_are_found(edit: dict[str, str], mistake: str, signed: dict[str, Any]) -> None:
    assert mistake in mistakes(registered_events()[SIGNED], signed | edit)[0]


@pytest.mark.parametrize(
    ("field", "value", "mistake"),
    [
        ("signed_on", "yesterday", "does not fit its model"),
        ("colour", "red", "capture it again"),
        ("title", "Hubungi kami di kerjasama@contoh.go.id", "an e-mail address"),
        ("title", "Hubungi 0812-3456-7890", "a person or of a telephone"),
        ("title", "NIP 197001011990031001", "a person or of a telephone"),
        ("title", "http://contoh.go.id/surat", "the address of a machine"),
        ("title", "di 10.1.2.3", "the address of a machine"),
    ],
)
def test_control_wrong_data_is_found(field: str, value: str, mistake: str, signed: dict[str, Any]) -> None:
    signed["data"][field] = value
    assert any(mistake in wrong for wrong in mistakes(registered_events()[SIGNED], signed))


@pytest.mark.parametrize(
    ("attribute", "value"),
    [("time", "2026-02-16 10:00"), ("streamversion", "0"), ("traceparent", "none"), ("specversion", "0.3")],
)
def test_control_a_malformed_attribute_is_found(attribute: str, value: str, signed: dict[str, Any]) -> None:
    assert faults(structured_schema(), signed | {attribute: value})


def test_a_record_of_kafka_becomes_a_structured_event(signed: dict[str, Any]) -> None:
    headers = {one.header: signed[one.name] for one in ATTRIBUTES if one.header}
    assert faults(headers_schema(), headers) == []
    record = as_example(signed["partitionkey"].encode(), headers, json.dumps(signed["data"]).encode())
    assert record == signed
