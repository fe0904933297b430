"""The interface's own description (OpenAPI 3.1), completed for all routes in one place.

FastAPI describes parameters, bodies and good answers. Added here: who may ask, the headers that every route has, each
problem that a route can end in, and an example of each answer.
"""

from functools import cache
from inspect import getfile
from pathlib import Path
from string import Formatter
from typing import Any

import yaml
from fastapi import FastAPI

from shared.values.refusals import Refusal
from shared.values.texts import Text
from shared.web.description.operations import Operation, operations_of
from shared.web.problems.details import MEDIA_TYPE, Problem, problem_members
from shared.web.problems.kinds import kind_of
from shared.web.problems.refusals import RetryLater

Json = dict[str, Any]

_HEADERS: Json = {
    "X-Correlation-Id": "names this request in logs and events; yours, where you sent a UUID",
    "ETag": "the version, for If-Match",
    "Location": "where the new thing is",
    "Retry-After": "seconds to wait",
    "RateLimit": "what is left of this minute",
    "RateLimit-Policy": "how many requests a minute there are",
    "Idempotency-Replayed": "`true`: this answer was given before, and nothing happened again",
}
_KEY: Json = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": True,
    "description": "unique for each command: the same key again brings the first answer again",
    "schema": {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[!-~]+$"},
    "example": "019c0000-0000-7000-8000-00000000000f",
}
DESCRIPTION = (
    "Setiap penolakan mempunyai halaman yang menjelaskan apa yang dapat dilakukan: [/problems](/problems).\n\n"
    "Every refusal has a page that says what to do: [/problems](/problems)."
)
_SECURITY: Json = {
    "bearer": {"type": "http", "scheme": "bearer", "description": "a token of the identity provider; it says only who"}
}


class Api(FastAPI):
    """FastAPI with a complete description of itself."""

    def openapi(self) -> Json:
        """The description, made once when somebody asks for it."""
        if self.openapi_schema is None:
            document = super().openapi()
            every: set[type[Refusal]] = set()
            for operation in operations_of(self):
                refusals = operation.refusals()
                _complete(document["paths"][operation.path][operation.method.lower()], operation, refusals)
                every.update(refusals)
            _complete_components(document.setdefault("components", {}), every)
            self.openapi_schema = document
        return self.openapi_schema


class _Something:
    """Stands for whatever a sentence would be about, and for each part of it."""

    def __getattr__(self, _name: str) -> "_Something":
        return self

    def __format__(self, _spec: str) -> str:
        return "…"


def sample_of(refusal: type[Refusal]) -> Text:
    """A refusal's sentence where it is not said of anything in particular."""
    texts = (refusal.detail.id, refusal.detail.en)
    names = {name.partition(".")[0] for text in texts for _, name, _, _ in Formatter().parse(text) if name}
    return refusal.detail.fill(**dict.fromkeys(names, _Something()))


def _complete(document: Json, operation: Operation, refusals: list[type[Refusal]]) -> None:
    document["security"] = [{"bearer": []}]
    parameters = document.setdefault("parameters", [])
    for parameter in parameters:
        # To FastAPI it is optional: that it is missing is found, and answered, by `SeenVersion`.
        if parameter["name"] == "if-match":
            parameter |= {"name": "If-Match", "required": True, "schema": _VERSION, "example": '"1"'}
    if operation.method == "POST":
        parameters.append(_KEY)
    good = {status: answer for status, answer in document["responses"].items() if status.startswith("2")}
    for answer in good.values():
        _complete_answer(answer, operation)
    document["responses"] = good | _problems(refusals)


_VERSION: Json = {"type": "string", "pattern": '^"[0-9]{1,18}"$'}


def _complete_answer(answer: Json, operation: Operation) -> None:
    # Until every route returns its headers, those that set them by hand are known by the constants of their code.
    constants = operation.endpoint.__code__.co_consts
    names = operation.headers or [name for name in ("ETag", "Location") if name in constants]
    replayed = ["Idempotency-Replayed"] if operation.method == "POST" else []
    answer["headers"] = answer.get("headers", {}) | _headers(*names, *replayed, "RateLimit", "RateLimit-Policy")
    example = _examples_beside(getfile(operation.endpoint)).get(operation.name)
    for content in answer.get("content", {}).values():
        if example is not None:
            content["example"] = example


@cache
def _examples_beside(source: str) -> Json:
    """Real answers, by operation, as they stand beside the routes."""
    file = Path(source).with_name("examples.yaml")
    return dict(yaml.safe_load(file.read_text("utf-8"))) if file.exists() else {}


def _problems(refusals: list[type[Refusal]]) -> Json:
    by_status: dict[int, list[type[Refusal]]] = {}
    for refusal in refusals:
        by_status.setdefault(kind_of(refusal).status, []).append(refusal)
    return {str(status): _problem_answer(alike) for status, alike in by_status.items()}


def _problem_answer(refusals: list[type[Refusal]]) -> Json:
    waiting = ["Retry-After"] if issubclass(refusals[0], RetryLater) else []
    return {
        "description": "; ".join(f"{refusal.title.id} / {refusal.title.en}" for refusal in refusals),
        "headers": _headers(*waiting),
        "content": {
            MEDIA_TYPE: {
                "schema": {"$ref": "#/components/schemas/Problem"},
                "examples": {each.code(): {"$ref": f"#/components/examples/{each.code()}"} for each in refusals},
            }
        },
    }


def _headers(*names: str) -> Json:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in ("X-Correlation-Id", *names)}


def _complete_components(components: Json, refusals: set[type[Refusal]]) -> None:
    components["securitySchemes"] = _SECURITY
    components["headers"] = {
        name: {"description": said, "schema": {"type": "string"}} for name, said in _HEADERS.items()
    }
    components["examples"] = {
        each.code(): {"summary": each.title.en, "value": _example_of(each)}
        for each in sorted(refusals, key=lambda refusal: refusal.code())
    }
    schemas = components.setdefault("schemas", {})
    # FastAPI's own form of a failed validation is never answered here.
    for replaced in ("HTTPValidationError", "ValidationError"):
        schemas.pop(replaced, None)
    schema = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas |= schema.pop("$defs", {}) | {"Problem": schema}


def _example_of(refusal: type[Refusal]) -> Json:
    return Problem(
        **problem_members(refusal, sample_of(refusal)),
        instance="/",
        correlation_id="4d9fd8a0-3d62-4c0a-9c35-6a5f8a1f2b11",
    ).model_dump(exclude_unset=True)
