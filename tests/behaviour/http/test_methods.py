"""HEAD, OPTIONS, and methods that an address does not support."""

from uuid import uuid4

import pytest

from tests.behaviour.client import OPERATOR, Sinergi

ADDRESSES = {
    "/agreements": "GET, HEAD, POST, OPTIONS",
    f"/agreements/{uuid4()}": "GET, HEAD, OPTIONS",
    f"/agreements/{uuid4()}/draft": "PUT, OPTIONS",
    f"/agreements/{uuid4()}/reviews": "GET, HEAD, POST, OPTIONS",
    f"/agreements/{uuid4()}/signatures": "POST, OPTIONS",
    "/problems": "GET, HEAD, OPTIONS",
}


@pytest.mark.parametrize("path", ADDRESSES)
async def test_an_unsupported_method_is_answered_with_the_supported_ones(sinergi: Sinergi, path: str) -> None:
    for method in ("DELETE", "PATCH"):
        answer = await sinergi.agreements.send(method, path, OPERATOR)
        assert (answer.status_code, answer.json()["type"]) == (405, "/problems/method-not-allowed")
        assert answer.headers["allow"] == ADDRESSES[path]
        assert ADDRESSES[path] in answer.json()["english"]["detail"]


@pytest.mark.parametrize("path", ADDRESSES)
async def test_options_names_the_methods_without_a_token(sinergi: Sinergi, path: str) -> None:
    answer = await sinergi.agreements.send("OPTIONS", path, None)
    assert (answer.status_code, answer.headers["allow"], answer.content) == (204, ADDRESSES[path], b"")


async def test_options_of_an_unknown_address_is_refused(sinergi: Sinergi) -> None:
    answer = await sinergi.agreements.send("OPTIONS", "/nowhere", None)
    assert (answer.status_code, answer.json()["type"]) == (404, "/problems/route-not-found")


@pytest.mark.parametrize("path", ["/fields", "/problems", "/livez", f"/agreements/{uuid4()}"])
async def test_head_is_get_without_its_body(sinergi: Sinergi, path: str) -> None:
    get = await sinergi.agreements.send("GET", path, OPERATOR)
    head = await sinergi.agreements.send("HEAD", path, OPERATOR)
    assert (head.status_code, head.content) == (get.status_code, b"")
    assert head.headers["content-length"] == get.headers["content-length"]
