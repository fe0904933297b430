"""An unexpected error has its correlation id in the answer, in the header and in the log."""

import asyncpg
import httpx2
import pytest
from fastapi import FastAPI
from starlette.requests import Request
from starlette.types import Message
from structlog.testing import capture_logs

from shared.web.correlation import HEADER, Correlation
from shared.web.problems.answers import answer_with_problems

ID = "0b0e7a51-6f4f-4a43-9d53-0d8f3c3a1c2e"


async def test_an_unexpected_error_is_answered_with_the_id_of_its_log_entry() -> None:
    app = FastAPI()
    app.add_middleware(Correlation)
    answer_with_problems(app)

    @app.get("/fault")
    async def fault() -> None:
        raise RuntimeError("of ours")

    transport = httpx2.ASGITransport(app, raise_app_exceptions=False)
    async with httpx2.AsyncClient(transport=transport, base_url="http://here") as client:
        with capture_logs() as lines:
            answer = await client.get("/fault", headers={HEADER: ID})
    assert (answer.status_code, answer.headers[HEADER]) == (500, ID)
    assert answer.headers.get_list(HEADER) == [ID]
    assert ID in answer.json()["english"]["detail"]
    assert [(line["event"], line["correlation_id"]) for line in lines] == [("request_failed", ID)]


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (ConnectionResetError("by the server"), 503),
        (FileNotFoundError("a template"), 500),
        (asyncpg.InterfaceError("connection is closed"), 503),
        (asyncpg.InterfaceError("cannot perform operation: another operation is in progress"), 500),
    ],
)
async def test_a_fault_of_ours_is_not_answered_as_one_that_passes(error: Exception, status: int) -> None:
    app = FastAPI()
    app.add_middleware(Correlation)
    answer_with_problems(app)

    @app.get("/fault")
    async def fault() -> None:
        raise error

    transport = httpx2.ASGITransport(app, raise_app_exceptions=False)
    async with httpx2.AsyncClient(transport=transport, base_url="http://here") as client:
        assert (await client.get("/fault")).status_code == status


async def test_a_client_that_leaves_during_its_body_is_no_fault() -> None:
    app = FastAPI()
    answer_with_problems(app)

    @app.post("/body")
    async def body(request: Request) -> None:
        await request.body()

    async def leave() -> Message:
        return {"type": "http.disconnect"}

    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "POST", "path": "/body", "query_string": b"", "headers": []}
    with capture_logs() as lines:
        await app(scope, leave, send)
    assert sent[0]["status"] == 400
    assert lines == []
