"""Limits of a body: they count where it is read, and a route that receives a file raises them for its own request."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.testclient import TestClient

from shared.operations.settings import Settings
from shared.web.body_limit import LIMIT, BodyLimit, allow_file
from shared.web.problems.answers import answer_with_problems

SETTINGS = Settings(files_max_megabytes=2)
LARGEST_FILE = 2 * 2**20 + LIMIT


async def read(request: Request) -> Response:
    return PlainTextResponse(str(len(await request.body())))


async def read_file(request: Request) -> Response:
    allow_file(request, SETTINGS)
    return await read(request)


async def unread(_request: Request) -> Response:
    return PlainTextResponse("not read", 401)


@pytest.fixture
def client() -> TestClient:
    app = FastAPI()
    for path, endpoint in (("/small", read), ("/file", read_file), ("/unread", unread)):
        app.add_route(path, endpoint, methods=["POST"])
    app.add_middleware(BodyLimit, seconds=5)
    answer_with_problems(app)
    return TestClient(app)


def chunks(size: int) -> Iterator[bytes]:
    """A body whose length is not declared."""
    yield from (bytes(65_536) for _ in range(size // 65_536))
    yield bytes(size % 65_536)


@pytest.mark.parametrize("declared", [True, False], ids=["declared", "in chunks"])
@pytest.mark.parametrize(
    ("path", "size", "status"),
    [
        ("/small", LIMIT, 200),
        ("/small", LIMIT + 1, 413),
        ("/file", LARGEST_FILE, 200),
        ("/file", LARGEST_FILE + 1, 413),
        ("/unread", LARGEST_FILE + 1, 401),
    ],
)
def test_a_body_is_refused_beyond_its_limit_once_it_is_read(
    client: TestClient, path: str, size: int, status: int, *, declared: bool
) -> None:
    answer = client.post(path, content=bytes(size) if declared else chunks(size))
    assert answer.status_code == status
    if status == 200:
        assert answer.text == str(size)
    elif status == 413:
        slug = "file-too-large" if path == "/file" and declared else "body-too-large"
        assert answer.json()["type"] == f"/problems/{slug}"
