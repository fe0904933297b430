"""Every route of every service, called without a token, without a position and without an idempotency key."""

import re
from typing import Any
from uuid import uuid4

import pytest

from tests.applications import application_of
from tests.behaviour.client import SERVICES, Sinergi

STRANGER = "account-without-a-position"
OPEN = {
    "/livez",
    "/readyz",
    "/metrics",
    "/openapi.json",
    "/docs",
    "/docs/oauth2-redirect",
    "/problems",
    "/problems/{code}",
}


def routes_of(service: str) -> list[tuple[str, str, str]]:
    """Every method and path of a service's interface, from its application."""
    app = application_of(service)
    paths = app.openapi()["paths"]
    return [(service, method.upper(), path) for path, methods in paths.items() for method in methods]


ROUTES = [route for service in SERVICES for route in routes_of(service)]


def filled(path: str) -> str:
    """The path with made-up ids, and the parameters that its query requires."""
    path = re.sub(r"{[^}]*code[^}]*}", "none", path)
    path = re.sub(r"{[^}]+}", str(uuid4()), path)
    return f"{path}?topic=none" if path.startswith("/events") else path


def test_only_the_interface_and_routes_for_operations_are_served() -> None:
    for service in SERVICES:
        app = application_of(service)
        served = {getattr(route, "path", "") for route in app.routes if hasattr(route, "path")}
        documented = set(app.openapi()["paths"])
        assert served - documented <= OPEN


@pytest.mark.parametrize(("service", "method", "path"), ROUTES)
async def test_a_request_without_a_token_is_refused(sinergi: Sinergi, service: str, method: str, path: str) -> None:
    answer = await getattr(sinergi, service).send(method, filled(path), None, headers=_headers(method), json={})
    assert (answer.status_code, _type(answer)) == (401, "/problems/unauthenticated")


@pytest.mark.parametrize(("service", "method", "path"), ROUTES)
async def test_an_account_without_a_position_is_refused(sinergi: Sinergi, service: str, method: str, path: str) -> None:
    answer = await getattr(sinergi, service).send(method, filled(path), STRANGER, headers=_headers(method), json={})
    assert answer.status_code in {403, 404, 422}
    assert _type(answer) != "/problems/route-not-found"


@pytest.mark.parametrize(("service", "method", "path"), [route for route in ROUTES if route[1] == "POST"])
async def test_a_post_without_an_idempotency_key_is_refused(
    sinergi: Sinergi, service: str, method: str, path: str
) -> None:
    answer = await getattr(sinergi, service).send(method, filled(path), STRANGER, json={})
    assert (answer.status_code, _type(answer)) == (400, "/problems/idempotency-key-missing")


@pytest.mark.parametrize(
    "authorization", ["Bearer x.y.z", "Bearer", "Basic !!!", "Basic cHJvZ3JhbXM6d3Jvbmc=", "Digest a"]
)
@pytest.mark.parametrize("service", SERVICES)
async def test_an_invalid_token_is_refused(sinergi: Sinergi, service: str, authorization: str) -> None:
    headers = {"Authorization": authorization}
    answer = await getattr(sinergi, service).send("GET", "/events?topic=none", None, headers=headers)
    assert (answer.status_code, _type(answer)) == (401, "/problems/unauthenticated")


def _headers(method: str) -> dict[str, str]:
    return {"Idempotency-Key": str(uuid4()), "If-Match": '"1"'} if method != "GET" else {}


def _type(answer: Any) -> str:
    return str(answer.json()["type"])
