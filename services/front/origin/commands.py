"""Passing a request on to a service."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from http import HTTPStatus

import httpx2

from services.front.origin.gateway import EVENT_STREAM, Services
from services.front.origin.model import (
    Destination,
    Headers,
    ServiceFailed,
    TokenRefused,
    headers_to_browser,
    headers_to_service,
)
from services.front.sessions.model import Session
from shared.values.labels import label

PROBLEM = "application/problem+json"


@dataclass(frozen=True)
class Request:
    """A browser's request."""

    method: str
    destination: Destination
    query: str
    headers: Headers
    body: bytes | AsyncIterator[bytes]
    """A file arrives while it is passed on."""
    correlation_id: str
    address: str | None = None
    """Of the browser: a service limits the requests of each address that has no account."""


@dataclass(frozen=True)
class Answer:
    """A service's answer; its body arrives while it is passed on."""

    status: int
    headers: list[tuple[str, str]]
    body: AsyncIterator[bytes]


async def pass_on(services: Services, session: Session | None, request: Request) -> Answer:
    """Send a request with the account's token, or a visitor's with its address.

    Raises `ServiceDown`, `ServiceSlow` or, for a page, `TokenRefused`.
    """
    token = session.tokens.access if session else None
    headers = headers_to_service(request.headers, token, request.correlation_id, request.address)
    answer = await services.send(request.method, request.destination, request.query, headers, request.body)
    if request.destination.is_page and (refusal := page_refusal(request.destination.service, answer)):
        await answer.aclose()
        raise refusal

    async def body() -> AsyncIterator[bytes]:
        try:
            async for chunk in answer.aiter_raw():
                yield chunk
        except httpx2.TransportError:
            # A stream may end at any time, and the browser comes back. Another answer must not look complete.
            if not answer.headers.get("content-type", "").startswith(EVENT_STREAM):
                raise
        finally:
            await answer.aclose()

    return Answer(
        answer.status_code, headers_to_browser(answer.headers.multi_items(), request.destination.prefix), body()
    )


def page_refusal(service: str, answer: httpx2.Response) -> ServiceFailed | TokenRefused | None:
    """The refusal to show instead of a problem, which a service answers only where it has no page for it."""
    if answer.headers.get("content-type") != PROBLEM:
        return None
    if answer.status_code == HTTPStatus.UNAUTHORIZED:
        # No new login by itself: if the service refused that token too, the browser would go in circles.
        return TokenRefused(service=label("service", service))
    return ServiceFailed(service=label("service", service)) if answer.is_server_error else None
