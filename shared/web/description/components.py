"""Components that all operations of the OpenAPI document share: headers, the token, examples and form of problems."""

from collections.abc import Set as AbstractSet
from typing import Any

from shared.values.refusals import Refusal
from shared.web.description.headers import header_components
from shared.web.description.problems import problem_example
from shared.web.problems.details import Problem

Json = dict[str, Any]

_SECURITY: Json = {
    "bearer": {
        "type": "http",
        "scheme": "bearer",
        "description": "a token of the identity provider; it identifies the account and grants no rights",
    }
}


def complete_components(components: Json, refusals: AbstractSet[type[Refusal]]) -> None:
    """Add the components that the operations refer to."""
    components["securitySchemes"] = _SECURITY
    components["headers"] = header_components()
    components["examples"] = {
        refusal.code(): {"summary": refusal.title.en, "value": problem_example(refusal)}
        for refusal in sorted(refusals, key=lambda refusal: refusal.code())
    }
    schemas = components.setdefault("schemas", {})
    # FastAPI's own form of a failed validation is never answered.
    for replaced in ("HTTPValidationError", "ValidationError"):
        schemas.pop(replaced, None)
    schema = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas |= schema.pop("$defs", {}) | {"Problem": schema}
