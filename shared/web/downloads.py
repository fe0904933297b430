"""The answer with a file: decrypted while it is sent, and never shown inside a page."""

import base64
from collections.abc import AsyncIterator
from typing import Protocol

import structlog
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from shared.files.names import content_disposition
from shared.files.refusals import FilesUnavailable
from shared.files.sealing import ContentBroken
from shared.files.store import ContentMissing
from shared.web.document_store import files_of

log = structlog.get_logger()


class Recorded(Protocol):
    """What is on record about a file: its content in the store, its name, its type, its size and its hash."""

    @property
    def content(self) -> str:
        """The name of its content in the store."""

    @property
    def file_name(self) -> str:
        """The name under which it is saved."""

    @property
    def media_type(self) -> str:
        """Its type."""

    @property
    def size(self) -> int:
        """Its size in bytes."""

    @property
    def sha256(self) -> str:
        """Its hash in hexadecimal digits."""


async def file_answer(request: Request, recorded: Recorded) -> Response:
    """Send a file. Raises `FilesUnavailable` before the answer begins; a fault afterwards breaks the connection off."""
    pieces = files_of(request).read(recorded.content)
    try:
        first = await anext(pieces)
    except (ContentMissing, ContentBroken) as error:
        log.error("file_lost", content=recorded.content, error=f"{type(error).__name__}: {error}")
        raise FilesUnavailable from error

    async def body() -> AsyncIterator[bytes]:
        yield first
        async for piece in pieces:
            yield piece

    digest = base64.b64encode(bytes.fromhex(recorded.sha256)).decode()
    headers = {
        "Content-Disposition": content_disposition(recorded.file_name),
        "Content-Length": str(recorded.size),
        "Repr-Digest": f"sha-256=:{digest}:",  # RFC 9530
        "Cache-Control": "private, no-store",
        # A file is of foreign origin: it must not run anything in ours, whatever its type is taken for.
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "X-Content-Type-Options": "nosniff",
    }
    return StreamingResponse(body(), 200, headers, recorded.media_type)
