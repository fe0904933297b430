"""What compares every answer with the description finds each way in which one can differ."""

from collections.abc import Mapping
from typing import Any

import httpx2
import pytest

from tests.behaviour.http.documented import documented

COUNT = {"information": 3, "action": 4, "critical": 0}


def answer(
    status: int, body: Any, media_type: str = "application/json", path: str = "/inbox/count", method: str = "GET"
) -> httpx2.Response:
    request = httpx2.Request(method, f"http://notifications{path}")
    return httpx2.Response(status, json=body, headers={"content-type": media_type}, request=request)


def refusal(status: int, code: str, path: str = "/inbox/count") -> httpx2.Response:
    body = {"type": f"/problems/{code}", "status": status, "instance": path, "correlation_id": None}
    texts = {"title": "…", "detail": "…"}
    return answer(status, body | texts | {"english": texts}, "application/problem+json", path)


@pytest.mark.parametrize(
    "described",
    [
        answer(200, COUNT),
        refusal(403, "not-permitted"),
        refusal(404, "notice-not-found", "/inbox/019c0000-0000-7000-8000-000000000001"),
        refusal(404, "route-not-found", "/nowhere"),
        answer(200, {"ready": True}, path="/readyz"),
    ],
)
def test_what_is_described_passes(described: httpx2.Response) -> None:
    assert documented(described) is described


def without(body: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {each: value for each, value in body.items() if each != name}


@pytest.mark.parametrize(
    ("other", "complaint"),
    [
        (answer(202, COUNT), "status 202"),
        (answer(200, COUNT, "text/plain"), "text/plain"),
        (answer(200, COUNT | {"action": "4"}), "is not of type"),
        (refusal(404, "notice-not-found"), "status 404"),
        (refusal(403, "not-your-desk"), "not-your-desk is not described"),
        (refusal(409, "a-new-refusal", "/nowhere"), "a-new-refusal has no page"),
        (answer(403, without(refusal(403, "not-permitted").json(), "title"), "application/problem+json"), "title"),
    ],
)
def test_what_is_not_described_is_refused(other: httpx2.Response, complaint: str) -> None:
    with pytest.raises(AssertionError, match=complaint):
        documented(other)
