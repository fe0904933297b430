"""The OpenAPI 3.1 document of a service, completed for all routes in one place.

FastAPI describes parameters, bodies and good answers. Added here: the token, the headers that every route has, each
problem that a route can answer with, and an example of each answer.
"""

from functools import cache
from inspect import getfile
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from shared.values.refusals import Refusal
from shared.values.shipped import load_yaml
from shared.web.description.components import complete_components
from shared.web.description.headers import header_references
from shared.web.description.operations import Operation, operations_of
from shared.web.description.problems import problem_answers
from shared.web.idempotency import KEY

Json = dict[str, Any]

DESCRIPTION = (
    "Setiap penolakan mempunyai halaman yang menjelaskan apa yang dapat dilakukan: [/problems](/problems).\n\n"
    "Every refusal has a page that says what to do: [/problems](/problems)."
)
_VERSION: Json = {"type": "string", "pattern": '^"[0-9]{1,18}"$'}
_KEY: Json = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": True,
    "description": "unique for each command; the same key again returns the first answer again",
    "schema": {"type": "string", "minLength": 1, "maxLength": 200, "pattern": KEY},
    "example": "019c0000-0000-7000-8000-00000000000f",
}


class Api(FastAPI):
    """FastAPI with a complete description of itself."""

    def openapi(self) -> Json:
        """The document, made when it is first requested."""
        if self.openapi_schema is None:
            document = super().openapi()
            found: set[type[Refusal]] = set()
            for operation in operations_of(self):
                refusals = operation.refusals()
                _complete(document["paths"][operation.path][operation.method.lower()], operation, refusals)
                found.update(refusals)
            complete_components(document.setdefault("components", {}), found)
            self.openapi_schema = document
        return self.openapi_schema

    def setup(self) -> None:
        """Add the document's route before the framework's own, which encodes the document for each request."""
        encoded: bytes | None = None

        async def document(_request: Request) -> Response:
            nonlocal encoded
            encoded = encoded or bytes(JSONResponse(self.openapi()).body)
            return Response(encoded, media_type="application/json")

        self.add_route(str(self.openapi_url), document, include_in_schema=False)
        super().setup()


def _complete(described: Json, operation: Operation, refusals: list[type[Refusal]]) -> None:
    described["security"] = [{"bearer": []}]
    parameters = described.setdefault("parameters", [])
    for parameter in parameters:
        # Optional to FastAPI only: `ExpectedVersion` refuses a request without it.
        if parameter["name"] == "if-match":
            parameter |= {"name": "If-Match", "required": True, "schema": _VERSION, "example": '"1"'}
    if operation.method == "POST":
        parameters.append(_KEY)
    good = {status: answer for status, answer in described["responses"].items() if status.startswith("2")}
    for answer in good.values():
        _complete_answer(answer, operation)
    described["responses"] = good | problem_answers(refusals)


def _complete_answer(answer: Json, operation: Operation) -> None:
    replayed = ["Idempotency-Replayed"] if operation.method == "POST" else []
    references = header_references(*operation.headers, *replayed, "RateLimit", "RateLimit-Policy")
    answer["headers"] = answer.get("headers", {}) | references
    example = _examples_beside(getfile(operation.endpoint)).get(operation.name)
    for content in answer.get("content", {}).values():
        if example is not None:
            content["example"] = example


@cache
def _examples_beside(source: str) -> Json:
    """Real answers, by operation, from the file beside the routes."""
    file = Path(source).with_name("examples.yaml")
    return dict(load_yaml(file)) if file.exists() else {}
