"""Addresses that no route has, and the document that describes those that exist."""

import httpx2
import pytest

from shared.web.description.openapi import Api
from tests.applications import application_of

SERVICES = ("agreements", "programs", "notifications")


def client_of(service: str) -> httpx2.AsyncClient:
    app = application_of(service)
    return httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url="http://here")


@pytest.mark.parametrize("service", SERVICES)
async def test_an_address_with_a_slash_too_many_is_a_404_and_names_no_host(service: str) -> None:
    """A redirect would have the host that the client names."""
    async with client_of(service) as client:
        for path in ("/waiting/", "/events/", "/agreements/", "/livez/"):
            answer = await client.get(path, headers={"Host": "evil.example"})
            assert (answer.status_code, answer.json()["type"]) == (404, "/problems/route-not-found")
            assert "location" not in answer.headers
            assert "evil.example" not in answer.text


async def test_the_document_is_encoded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    async with client_of("agreements") as client:
        first = await client.get("/openapi.json")
        monkeypatch.setattr(Api, "openapi", None)
        again = await client.get("/openapi.json")
    assert (again.status_code, again.content, again.headers["content-type"]) == (
        200,
        first.content,
        "application/json",
    )
    assert first.json()["openapi"].startswith("3.1")
