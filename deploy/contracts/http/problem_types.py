"""The problem types of the interface, as the OpenAPI documents of all services name them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from deploy.contracts.http.documents import Document

RETIRED: Mapping[str, str] = {}
"""Problem types that no operation answers any more, by name, each with its reason. A name is never used again."""
_PROBLEM = "application/problem+json"


@dataclass(frozen=True)
class ProblemType:
    """One type with its statuses; `retired` if it is on the list of retired types."""

    statuses: frozenset[str]
    title: str
    retired: bool


def problem_types_of(documents: Mapping[str, Document], retired: Mapping[str, str] = RETIRED) -> dict[str, ProblemType]:
    """Every problem type by its name."""
    statuses: dict[str, set[str]] = defaultdict(set)
    titles: dict[str, str] = {}
    for document in documents.values():
        for methods in document["paths"].values():
            for operation in methods.values():
                for status, answer in operation["responses"].items():
                    for code, example in answer.get("content", {}).get(_PROBLEM, {}).get("examples", {}).items():
                        statuses[code].add(status)
                        titles[code] = example.get("summary", "")
    return {
        code: ProblemType(frozenset(found), titles[code], code in retired) for code, found in sorted(statuses.items())
    }
