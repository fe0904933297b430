"""Files that a request brings and that are not kept: in a temporary file, which ends with the request."""

import asyncio
import hashlib
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated, BinaryIO, cast

from fastapi import Depends
from starlette.requests import Request
from starlette.responses import Response

from shared.files.refusals import FileEmpty, FileTooLarge
from shared.web.body_limit import MEGABYTE

_IN_MEMORY = MEGABYTE
"""Bytes of a file that stay in memory; a larger one is on disk."""


@dataclass(frozen=True, slots=True)
class SpooledFile:
    """A file that has arrived, with its hash in hexadecimal digits."""

    file: BinaryIO
    sha256: str


async def spool_file(request: Request, pieces: AsyncIterator[bytes]) -> None:
    """Take the file of a request that was admitted. Raises `FileTooLarge` or `FileEmpty`."""
    most = request.app.state.edge.settings.files_max_megabytes
    # The request closes it, in `answer_and_close`.
    file = cast("BinaryIO", tempfile.SpooledTemporaryFile(_IN_MEMORY))  # noqa: SIM115
    request.state.spooled = file
    digest, size = hashlib.sha256(), 0
    async for piece in pieces:
        size += len(piece)
        if size > most * MEGABYTE:
            raise FileTooLarge(megabytes=most)
        digest.update(piece)
        # In a thread, because a disk may be slow.
        await asyncio.to_thread(file.write, piece)
    if not size:
        raise FileEmpty
    request.state.received = SpooledFile(file, digest.hexdigest())


async def answer_and_close(request: Request, answer: Callable[[Request], Awaitable[Response]]) -> Response:
    """The answer to a request; the file that it has brought is deleted afterwards."""
    try:
        return await answer(request)
    finally:
        if file := getattr(request.state, "spooled", None):
            file.close()


async def _spooled(request: Request) -> SpooledFile:
    spooled: SpooledFile = request.state.received
    return spooled


CurrentSpool = Annotated[SpooledFile, Depends(_spooled)]
"""A route's parameter: the file of the request."""
