"""Every answer in any behaviour test is compared with the OpenAPI document of the service.

A status, a problem, a content type or a body that is not described fails the test that received it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import httpx2
from jsonschema_rs import Draft202012Validator
from starlette.routing import compile_path

from shared.web.description.problem_pages import pages_of
from tests.applications import application_of

SERVICES = ("agreements", "programs", "notifications")
Json = dict[str, Any]


@dataclass(frozen=True, eq=False)
class DescribedOperation:
    """One operation in the OpenAPI document of a service."""

    service: str
    method: str
    path: str
    operation: Json
    components: Json

    @property
    def name(self) -> str:
        return f"{self.method} {self.path}"

    @cached_property
    def pattern(self) -> "re.Pattern[str]":
        return compile_path(self.path)[0]

    def answer(self, status: int) -> Json | None:
        described: Json | None = self.operation["responses"].get(str(status))
        return described

    def validator(self, schema: Json) -> Draft202012Validator:
        return Draft202012Validator({**schema, "components": self.components})

    @property
    def body(self) -> Json | None:
        """The schema of the request's body, or None."""
        content = self.operation.get("requestBody", {}).get("content", {}).get("application/json")
        return self._resolved(content["schema"]) if content else None

    @property
    def takes_file(self) -> bool:
        """Whether the request's body is a file."""
        return "application/pdf" in self.operation.get("requestBody", {}).get("content", {})

    def bodies(self) -> list[Json]:
        """The request's examples; of a body in several forms, those of each form."""
        body = self.body or {}
        forms = [self._resolved(form) for form in body.get("anyOf", ())]
        return [example for form in (body, *forms) for example in form.get("examples", [])]

    def _resolved(self, schema: Json) -> Json:
        found: Json = self.components["schemas"][schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
        return found

    def success(self) -> tuple[str, Json]:
        return next((status, answer) for status, answer in self.operation["responses"].items() if status[0] == "2")


@cache
def operations(service: str) -> tuple[DescribedOperation, ...]:
    document = application_of(service).openapi()
    return tuple(
        DescribedOperation(service, method.upper(), path, operation, document["components"])
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    )


def require_described(answer: httpx2.Response) -> httpx2.Response:
    """Return the answer if it is described; at a path of no service, any problem that has a page is."""
    faults = list(_faults(answer))
    assert not faults, f"{answer.request.method} {answer.request.url.path}: {faults}\n{answer.text[:500]}"
    return answer


def _faults(answer: httpx2.Response) -> Iterator[str]:
    if _is_problem(answer) and _code(answer) not in every_page():
        yield f"{_code(answer)} has no page"
    # Several services may have the same path, and one of them may answer more than the others.
    faults: list[str] = []
    for each in _asked(answer.request):
        if not (found := list(_against(each, answer))):
            return
        faults = faults or found
    yield from faults


def _asked(request: httpx2.Request) -> Iterator[DescribedOperation]:
    """In each service the operation that the router selects: `/inbox/count` is not a notice of that id."""
    for service in SERVICES:
        fitting = [
            each
            for each in operations(service)
            if each.method == request.method and each.pattern.match(request.url.path)
        ]
        if fitting:
            yield min(fitting, key=lambda each: each.path.count("{"))


def _against(described: DescribedOperation, answer: httpx2.Response) -> Iterator[str]:
    expected = described.answer(answer.status_code)
    if expected is None:
        yield f"status {answer.status_code} is not described"
        return
    media_type = answer.headers.get("content-type", "").partition(";")[0]
    content = expected.get("content", {}).get(media_type)
    if content is None:
        yield f"content type {media_type} is not described"
        return
    if _is_problem(answer) and _code(answer) not in content["examples"]:
        yield f"{_code(answer)} is not described"
    if media_type.endswith("json"):
        validator = _validator_of(described, answer.status_code, media_type)
        yield from (error.message for error in validator.iter_errors(answer.json()))


# Kept, because making one takes longer than validating most answers.
@cache
def _validator_of(described: DescribedOperation, status: int, media_type: str) -> Draft202012Validator:
    return described.validator((described.answer(status) or {})["content"][media_type]["schema"])


@cache
def every_page() -> frozenset[str]:
    return frozenset(code for service in SERVICES for code in pages_of(application_of(service), service))


def _is_problem(answer: httpx2.Response) -> bool:
    return bool(answer.content) and answer.headers.get("content-type") == "application/problem+json"


def _code(answer: httpx2.Response) -> str:
    return str(answer.json()["type"]).removeprefix("/problems/")
