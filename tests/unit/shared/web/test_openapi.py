"""The OpenAPI documents are complete for every operation and consistent."""

from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from shared.web.problems.details import Problem
from tests.applications import application_of

SERVICES = ("agreements", "programs", "notifications")
DOCUMENTS = {service: application_of(service).openapi() for service in SERVICES}
OPERATIONS = [
    pytest.param(service, method, operation, id=f"{service}: {method.upper()} {path}")
    for service, document in DOCUMENTS.items()
    for path, methods in document["paths"].items()
    for method, operation in methods.items()
]


@pytest.mark.parametrize(("service", "method", "operation"), OPERATIONS)
def test_every_operation_describes_its_token_and_its_problems(
    service: str, method: str, operation: dict[str, Any]
) -> None:
    assert operation["security"] == [{"bearer": []}]
    assert {"401", "403", "429", "500", "503"} <= operation["responses"].keys()
    for status, answer in operation["responses"].items():
        assert "X-Correlation-Id" in answer["headers"]
        if status[0] != "2":
            assert list(answer["content"]) == ["application/problem+json"]
            assert answer["content"]["application/problem+json"]["examples"]


@pytest.mark.parametrize(
    ("service", "method", "operation"), [each for each in OPERATIONS if each.values[1] in {"post", "put"}]
)
def test_every_command_describes_its_key_and_the_limits_of_its_body(
    service: str, method: str, operation: dict[str, Any]
) -> None:
    required = {parameter["name"] for parameter in operation["parameters"] if parameter["required"]}
    assert ("Idempotency-Key" in required) == (method == "post")
    assert {"408", "413"} <= operation["responses"].keys()


@pytest.mark.parametrize("service", SERVICES)
def test_every_reference_has_a_target(service: str) -> None:
    document = DOCUMENTS[service]
    for reference in set(_references(document)):
        found: Any = document
        for part in reference.removeprefix("#/").split("/"):
            found = found[part]
    assert "HTTPValidationError" not in document["components"]["schemas"]


@pytest.mark.parametrize("service", SERVICES)
def test_every_example_of_a_problem_is_valid(service: str) -> None:
    document = DOCUMENTS[service]
    schema = {**document["components"]["schemas"]["Problem"], "components": document["components"]}
    for code, example in document["components"]["examples"].items():
        Draft202012Validator(schema).validate(example["value"])
        assert Problem.model_validate(example["value"]).type == f"/problems/{code}"


def _references(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if isinstance(reference := part.get("$ref"), str):
            yield reference
        part = list(part.values())
    if isinstance(part, list):
        for each in part:
            yield from _references(each)
