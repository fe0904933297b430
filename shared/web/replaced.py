"""A request with another head or body, for routes that translate what arrived."""

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import Message


def with_headers(request: Request, headers: Headers, body: bytes = b"", method: str | None = None) -> Request:
    """The same request with other headers, body and method."""

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    return Request({**request.scope, "headers": headers.raw, "method": method or request.method}, receive)
