"""Passing a request on to a service."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

from services.front.origin.gateway import Services
from services.front.origin.model import Destination, Headers, headers_to_browser, headers_to_service
from services.front.sessions.model import Session


@dataclass(frozen=True)
class Request:
    """A browser's request."""

    method: str
    destination: Destination
    query: str
    headers: Headers
    body: bytes
    correlation_id: str


@dataclass(frozen=True)
class Answer:
    """A service's answer; its body arrives while it is passed on."""

    status: int
    headers: list[tuple[str, str]]
    body: AsyncIterator[bytes]


async def pass_on(services: Services, session: Session, request: Request) -> Answer:
    """Send a request with the account's token. Raises `ServiceDown` or `ServiceSlow`."""
    headers = headers_to_service(request.headers, session.tokens.access, request.correlation_id)
    answer = await services.send(request.method, request.destination, request.query, headers, request.body)

    async def body() -> AsyncIterator[bytes]:
        try:
            async for chunk in answer.aiter_raw():
                yield chunk
        finally:
            await answer.aclose()

    return Answer(
        answer.status_code, headers_to_browser(answer.headers.multi_items(), request.destination.prefix), body()
    )
