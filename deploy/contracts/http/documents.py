"""The OpenAPI documents of the services, as they are committed."""

from collections.abc import Mapping
from copy import deepcopy
from functools import cache
from importlib import import_module
from typing import Any

from deploy.installation.services import SERVICES
from shared.operations.settings import Settings

Document = dict[str, Any]


@cache
def present_documents() -> Mapping[str, Document]:
    """The document of each service, made from its routes."""
    return {service: _document(service) for service in SERVICES}


def _document(service: str) -> Document:
    api = import_module(f"services.{service}.bootstrap").api(Settings())
    return without_examples(api.openapi())


def without_examples(document: Document) -> Document:
    """A copy without examples, which are no promise; each problem type keeps its name and title.

    `/openapi.json` of a running service has them.
    """
    copy = deepcopy(document)
    problems = copy.get("components", {}).pop("examples", {})
    for methods in copy["paths"].values():
        for operation in methods.values():
            for answer in operation["responses"].values():
                for content in answer.get("content", {}).values():
                    content.pop("example", None)
                    for code in content.get("examples", {}):
                        content["examples"][code] = {"summary": problems[code]["summary"]}
    return copy
