"""The operations of an OpenAPI document, in the form in which they are compared."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from deploy.contracts.http.documents import Document
from deploy.contracts.http.fields import HttpField, fields_of

Fields = Mapping[str, HttpField]
_PROBLEM = "application/problem+json"


@dataclass(frozen=True)
class HttpOperation:
    """One method of one path: the requests that it accepts and the answers that it gives."""

    request: Fields
    answers: Mapping[str, Fields]
    """By status, the fields of the good answers."""
    headers: frozenset[str]
    media_types: frozenset[str]
    problems: frozenset[str]
    words: tuple[str, str]
    """Summary and description."""
    deprecated: bool


def operations_of(document: Document) -> dict[str, HttpOperation]:
    """Every operation by its method and path, without the names of path parameters, which are not part of a request."""
    return {
        f"{method.upper()} {re.sub('{[^}]*}', '{}', path)}": _operation(operation, document.get("components", {}))
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    }


def _operation(operation: Mapping[str, Any], components: Mapping[str, Any]) -> HttpOperation:
    good = {status: answer for status, answer in operation["responses"].items() if status.startswith("2")}
    contents = {status: answer.get("content", {}) for status, answer in good.items()}
    return HttpOperation(
        request=_parameters(operation, components) | _body(operation, components),
        answers={status: _answer(content, components) for status, content in contents.items()},
        headers=frozenset(header for answer in good.values() for header in answer.get("headers", {})),
        media_types=frozenset(media_type for content in contents.values() for media_type in content),
        problems=frozenset(
            code
            for answer in operation["responses"].values()
            for code in answer.get("content", {}).get(_PROBLEM, {}).get("examples", {})
        ),
        words=(operation.get("summary", ""), operation.get("description", "")),
        deprecated=operation.get("deprecated", False),
    )


def _parameters(operation: Mapping[str, Any], components: Mapping[str, Any]) -> dict[str, HttpField]:
    found: dict[str, HttpField] = {}
    parameters = operation.get("parameters", ())
    in_path = [parameter["name"] for parameter in parameters if parameter["in"] == "path"]
    for parameter in parameters:
        name = parameter["name"]
        path = f"path {in_path.index(name) + 1}" if parameter["in"] == "path" else f"{parameter['in']} {name}"
        about = {name: parameter[name] for name in ("description", "deprecated") if name in parameter}
        schema = about | parameter["schema"]
        found |= fields_of(path, schema, components, required=parameter.get("required", False))
    return found


def _body(operation: Mapping[str, Any], components: Mapping[str, Any]) -> dict[str, HttpField]:
    body = operation.get("requestBody")
    if body is None:
        return {}
    found: dict[str, HttpField] = {}
    for content in body["content"].values():
        found |= fields_of("body", content["schema"], components, required=body.get("required", False))
    return found


def _answer(content: Mapping[str, Any], components: Mapping[str, Any]) -> dict[str, HttpField]:
    found: dict[str, HttpField] = {}
    for part in content.values():
        found |= fields_of("answer", part.get("schema", {}), components)
    return found
