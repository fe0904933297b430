"""Where a login may lead, whose answer is accepted, and what a logout token claims."""

from typing import Any

import pytest

from services.front.login.model import (
    LOGOUT_EVENT,
    LoginFailed,
    LogoutTokenRefused,
    own_path,
    require_issuer,
    require_logout_claims,
)

ISSUER = "https://login.example.go.id"
EVENTS: dict[str, Any] = {LOGOUT_EVENT: {}}


@pytest.mark.parametrize("path", ["/", "/perjanjian/1?a=b", "/api/programs/waiting?limit=1"])
def test_a_path_of_this_origin_is_kept(path: str) -> None:
    assert own_path(path) == path


@pytest.mark.parametrize(
    "wanted",
    [
        "",
        "x",
        "//evil.example",
        "/\\evil",
        "https://evil",
        "/a\nb",
        "/a b",
        "/\t/evil",
        "/é",
        "/masuk",
        "/keluar",
        "/" * 9000,
    ],
)
def test_everything_else_leads_to_the_start_page(wanted: str) -> None:
    assert own_path(wanted) == "/"


@pytest.mark.parametrize(("given", "announced"), [("https://evil", True), ("https://evil", False), (None, True)])
def test_an_answer_of_another_issuer_is_refused(given: str | None, announced: bool) -> None:
    metadata = {"issuer": ISSUER, "authorization_response_iss_parameter_supported": announced}
    with pytest.raises(LoginFailed):
        require_issuer(given, metadata)


def test_a_provider_that_does_not_name_itself_is_accepted() -> None:
    require_issuer(None, {"issuer": ISSUER})
    require_issuer(ISSUER, {"issuer": ISSUER, "authorization_response_iss_parameter_supported": True})


@pytest.mark.parametrize(
    "claims",
    [
        {"sub": "a"},
        {"sub": "a", "events": []},
        {"sub": "a", "events": {"x": {}}},
        {"sub": "a", "events": {LOGOUT_EVENT: True}},
        {"sub": "a", "events": EVENTS, "nonce": "n"},
        {"events": EVENTS},
        {"events": EVENTS, "sid": 7},
    ],
)
def test_a_token_that_is_no_logout_token_is_refused(claims: dict[str, Any]) -> None:
    with pytest.raises(LogoutTokenRefused):
        require_logout_claims(claims)


@pytest.mark.parametrize("named", [{"sub": "a"}, {"sid": "s"}])
def test_a_logout_token_names_an_account_or_a_session(named: dict[str, str]) -> None:
    require_logout_claims({"events": EVENTS, **named})
