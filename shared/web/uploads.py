"""Routes that receive a file: it is taken while it arrives, and the route's unit of work begins afterwards.

In this order: the account, its right to send this file, the file, and then the transaction that gives it an owner. A
file whose transaction fails stays without one, and a job deletes it: it never happens that a record has no file.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from functools import partial
from typing import Annotated, Any
from urllib.parse import urlencode
from uuid import UUID

from fastapi import Depends
from fastapi.exceptions import RequestValidationError
from starlette.datastructures import Headers
from starlette.requests import Request

from shared.access import Work
from shared.files.files import ReceivedFile
from shared.files.kinds import EXTENSIONS
from shared.operations.crash_points import crash_point
from shared.web.body_limit import allow_file
from shared.web.document_store import files_of
from shared.web.edge import WorkRoute
from shared.web.idempotency import key_of
from shared.web.replaced import with_headers
from shared.web.spooling import SpooledFile, answer_and_close

Admission = Callable[[Work, Request], Awaitable[None]]
"""Refuses a file that the account may not send, before anything of it is stored."""
Reception = Callable[[Request, AsyncIterator[bytes]], Awaitable[None]]
"""Takes the file of a request that was admitted, and keeps what is known of it as `received`."""


def body_with(media_types: Iterable[str]) -> dict[str, Any]:
    """The body in the description of the interface, as `openapi_extra`."""
    content = {each: {"schema": {"type": "string", "format": "binary"}} for each in media_types}
    return {"requestBody": {"required": True, "content": content}}


REQUEST_BODY: Mapping[str, Any] = body_with(EXTENSIONS)
"""A body that goes into the document store."""


async def receive_file(request: Request, plain: AsyncIterator[bytes]) -> None:
    """Store the file of a request that was admitted, and keep what is known of it."""
    request.state.received = await files_of(request).receive(plain, EXTENSIONS)
    crash_point("file.stored")


async def admit(request: Request, admission: Admission) -> None:
    """Check the right to send a file, then raise the limits of the body. Raises what `admission` raises."""
    request.state.require_known()
    await request.state.admit(lambda work: admission(work, request))
    allow_file(request, request.app.state.edge.settings)


def id_in_path(request: Request, name: str) -> UUID:
    """An id in the address, which the framework reads only after the file. Raises `RequestValidationError`."""
    try:
        return UUID(request.path_params[name])
    except ValueError as error:
        fault = {"type": "uuid_parsing", "loc": ("path", name), "msg": "Input should be a valid UUID"}
        raise RequestValidationError([fault]) from error


def upload_route(admission: Admission, reception: Reception = receive_file) -> type[WorkRoute]:
    """The class of routes whose body is a file; it goes into the document store unless it is received otherwise."""

    class UploadRoute(WorkRoute):
        def get_route_handler(self) -> Callable[[Request], Any]:
            return partial(answer_and_close, answer=super().get_route_handler())

        @staticmethod
        async def read(request: Request) -> Request:
            key_of(request)
            await admit(request, admission)
            await reception(request, request.stream())
            return with_headers(request, Headers(raw=request.headers.raw), described(request).encode())

    return UploadRoute


def described(request: Request) -> str:
    """The file of a request as a short text: the same file with the same key is the same command."""
    received: ReceivedFile | SpooledFile | None = getattr(request.state, "received", None)
    return urlencode({"sha256": received.sha256}) if received else ""


async def _received(request: Request) -> ReceivedFile:
    received: ReceivedFile = request.state.received
    return received


CurrentFile = Annotated[ReceivedFile, Depends(_received)]
"""A route's parameter: the file of the request."""
