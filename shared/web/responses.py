"""Answers with a version: a route returns the body with what its headers say, and the route class writes the headers.

`async def show(…) -> Versioned[View]` answers with an ETag, `async def draft(…) -> Created[Receipt]` with 201, ETag and
Location. The OpenAPI description reads the same return annotation.
"""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, ClassVar, Generic, TypeVar, get_args, get_origin

from starlette.responses import Response

from shared.web.preconditions import etag

T = TypeVar("T")
_HEADERS_PARAMETER = "response_with_headers"


@dataclass(frozen=True)
class Versioned(Generic[T]):
    """A body and the version of what it shows; what never changes has version 1."""

    STATUS: ClassVar[int] = 200
    HEADERS: ClassVar[tuple[str, ...]] = ("ETag",)

    body: T
    version: int

    def headers(self) -> dict[str, str]:
        """Each header that `HEADERS` names."""
        return {"ETag": etag(self.version)}


@dataclass(frozen=True)
class Created(Versioned[T]):
    """A body about something new, and the path at which it is found."""

    STATUS = 201
    HEADERS = ("ETag", "Location")

    location: str

    def headers(self) -> dict[str, str]:
        """Each header that `HEADERS` names."""
        return super().headers() | {"Location": self.location}


def answer_class(endpoint: Callable[..., Any]) -> type[Versioned[Any]] | None:
    """`Versioned` or `Created` if the endpoint's return annotation is one of them."""
    origin = get_origin(inspect.signature(endpoint).return_annotation)
    return origin if inspect.isclass(origin) and issubclass(origin, Versioned) else None


def with_headers_written(endpoint: Callable[..., Any]) -> Callable[..., Any]:
    """Wrap an endpoint that returns a `Versioned`: FastAPI sees one that returns the body and asks for the response."""
    signature = inspect.signature(endpoint)
    asked = inspect.Parameter(_HEADERS_PARAMETER, inspect.Parameter.KEYWORD_ONLY, annotation=Response)
    (body_type,) = get_args(signature.return_annotation)

    @wraps(endpoint)
    async def answer(**arguments: Any) -> Any:
        response: Response = arguments.pop(_HEADERS_PARAMETER)
        versioned: Versioned[Any] = await endpoint(**arguments)
        response.headers.update(versioned.headers())
        return versioned.body

    parameters = (*signature.parameters.values(), asked)
    answer.__signature__ = signature.replace(  # type: ignore[attr-defined]
        parameters=parameters, return_annotation=body_type
    )
    return answer
