"""A file of a request is in a temporary file until the request is answered."""

import hashlib
from collections.abc import AsyncIterator
from types import SimpleNamespace

import pytest
from starlette.requests import Request
from starlette.responses import Response

from shared.files.refusals import FileEmpty, FileTooLarge
from shared.web.body_limit import MEGABYTE
from shared.web.spooling import SpooledFile, answer_and_close, spool_file


def request() -> Request:
    edge = SimpleNamespace(settings=SimpleNamespace(files_max_megabytes=2))
    app = SimpleNamespace(state=SimpleNamespace(edge=edge))
    return Request({"type": "http", "headers": [], "state": {}, "app": app})


async def pieces(*contents: bytes) -> AsyncIterator[bytes]:
    for content in contents:
        yield content


async def test_a_file_has_its_hash_and_ends_with_the_request() -> None:
    asked, content = request(), b"x" * MEGABYTE
    await spool_file(asked, pieces(content, b"y"))
    received: SpooledFile = asked.state.received
    assert received.sha256 == hashlib.sha256(content + b"y").hexdigest()

    async def answer(_: Request) -> Response:
        received.file.seek(-1, 2)
        return Response(received.file.read())

    assert (await answer_and_close(asked, answer)).body == b"y"
    assert received.file.closed


@pytest.mark.parametrize(
    ("contents", "refusal"), [((b"x" * MEGABYTE,) * 3, FileTooLarge), ((b"",), FileEmpty), ((), FileEmpty)]
)
async def test_a_file_that_is_refused_leaves_nothing(contents: tuple[bytes, ...], refusal: type[Exception]) -> None:
    asked = request()

    async def answer(given: Request) -> Response:
        await spool_file(given, pieces(*contents))
        return Response()

    with pytest.raises(refusal):
        await answer_and_close(asked, answer)
    assert asked.state.spooled.closed
