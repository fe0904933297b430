"""Refusals in the OpenAPI document: an answer for each status, an example for each refusal."""

from string import Formatter
from typing import Any

from shared.values.refusals import Refusal
from shared.values.texts import Text
from shared.web.description.headers import header_references
from shared.web.problems.details import MEDIA_TYPE, Problem, problem_members
from shared.web.problems.kinds import kind_of
from shared.web.problems.refusals import RetryLater

Json = dict[str, Any]


class _Ellipsis:
    """Stands for any value of a sentence, and for each attribute of it."""

    def __getattr__(self, _name: str) -> "_Ellipsis":
        return self

    def __format__(self, _spec: str) -> str:
        return "…"


def sample_detail(refusal: type[Refusal]) -> Text:
    """A refusal's detail with "…" for each value."""
    texts = (refusal.detail.id, refusal.detail.en)
    names = {name.partition(".")[0] for text in texts for _, name, _, _ in Formatter().parse(text) if name}
    return refusal.detail.fill(**dict.fromkeys(names, _Ellipsis()))


def problem_example(refusal: type[Refusal]) -> Json:
    """A problem as it would be answered."""
    return Problem(
        **problem_members(refusal, sample_detail(refusal)),
        instance="/",
        correlation_id="4d9fd8a0-3d62-4c0a-9c35-6a5f8a1f2b11",
    ).model_dump(exclude_unset=True)


def problem_answers(refusals: list[type[Refusal]]) -> Json:
    """The answers of an operation that refuses, by status."""
    by_status: dict[int, list[type[Refusal]]] = {}
    for refusal in refusals:
        by_status.setdefault(kind_of(refusal).status, []).append(refusal)
    return {str(status): _answer(same_status) for status, same_status in by_status.items()}


def _answer(refusals: list[type[Refusal]]) -> Json:
    retry = ["Retry-After"] if issubclass(refusals[0], RetryLater) else []
    return {
        "description": "; ".join(f"{refusal.title.id} / {refusal.title.en}" for refusal in refusals),
        "headers": header_references(*retry),
        "content": {
            MEDIA_TYPE: {
                "schema": {"$ref": "#/components/schemas/Problem"},
                "examples": {each.code(): {"$ref": f"#/components/examples/{each.code()}"} for each in refusals},
            }
        },
    }
