"""A fault of ours is reported by its correlation id: it stands in the answer, in its header, and in the log."""

import httpx2
from fastapi import FastAPI
from structlog.testing import capture_logs

from shared.web.correlation import HEADER, Correlation
from shared.web.problems.answers import answer_with_problems

ID = "0b0e7a51-6f4f-4a43-9d53-0d8f3c3a1c2e"


async def test_an_answer_to_an_unexpected_fault_bears_the_id_under_which_it_is_logged() -> None:
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
