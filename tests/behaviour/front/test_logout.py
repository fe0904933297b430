"""Logout: at the door, by the identity provider, and what a stolen cookie is worth afterwards."""

import asyncio
import time
from typing import Any
from uuid import uuid4

import jwt
import pytest

from deploy.installation.environment import settings_of
from deploy.local.servers.issuer import open_issuer
from deploy.local.vault import Vault
from services.front.login.model import LOGOUT_EVENT
from shared.console.asset_files import address_of
from shared.postgres.connections import connect
from tests.behaviour.client import Sinergi
from tests.behaviour.front.browser import Browser
from tests.behaviour.office import Office

BACK_CHANNEL = "/keluar/saluran-belakang"


def logout_token(sinergi: Sinergi, **changes: Any) -> str:
    """A logout token of the local issuer; a claim that is None is left out."""
    settings = settings_of(sinergi.stack.environment())
    claims = {
        "aud": settings.front_client_id,
        "jti": str(uuid4()),
        "events": {LOGOUT_EVENT: {}},
        **changes,
    }
    return open_issuer(settings).sign_claims(120, **{name: each for name, each in claims.items() if each is not None})


async def stored(sinergi: Sinergi, account: str) -> list[Any]:
    """The rows of the sessions of an account."""
    settings = settings_of(sinergi.stack.environment())
    connection = await connect(settings, "front", "app", "test")
    try:
        return list(await connection.fetch("SELECT * FROM session WHERE account = $1 ORDER BY created_at", account))
    finally:
        await connection.close()


async def test_a_stolen_cookie_is_dead_after_the_logout(sinergi: Sinergi, officer: Browser, office: Office) -> None:
    thief = officer.stolen()
    assert (await thief.fetch("/api/agreements/waiting")).status_code == 200
    answer = await officer.log_out()
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith(sinergi.stack.environment()["SINERGI_TOKEN_ISSUER"] + "/end_session?")
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert officer.session is None
    end = await officer.open(answer.headers["Location"])
    assert end.headers["Location"] == f"{officer.origin}/keluar/selesai"
    assert "Anda sudah keluar" in (await officer.open(end.headers["Location"])).text
    assert (await thief.fetch("/api/agreements/waiting")).status_code == 401
    assert (await thief.open("/")).headers["Location"] == "/masuk?ke=/"
    [row] = await stored(sinergi, office.officer)
    assert (row["ended_by"], row["tokens"]) == ("logout", None)


async def test_the_table_has_neither_keys_nor_tokens(sinergi: Sinergi, officer: Browser, office: Office) -> None:
    [row] = await stored(sinergi, office.officer)
    readable = repr(dict(row))
    assert officer.session is not None
    assert officer.session not in readable
    assert "eyJ" not in readable


async def put_tokens_at_their_end(sinergi: Sinergi, account: str) -> None:
    """Let the access token of an account end in a second."""
    connection = await connect(settings_of(sinergi.stack.environment()), "front", "app", "test")
    await connection.execute(
        "UPDATE session SET tokens_until = now() + interval '1 second' WHERE account = $1", account
    )
    await connection.close()


async def test_tokens_are_refreshed_once_before_they_end(sinergi: Sinergi, officer: Browser, office: Office) -> None:
    [before] = await stored(sinergi, office.officer)
    await put_tokens_at_their_end(sinergi, office.officer)
    answers = await asyncio.gather(*(officer.fetch("/api/agreements/waiting") for _ in range(6)))
    assert {answer.status_code for answer in answers} == {200}
    [after] = await stored(sinergi, office.officer)
    assert after["tokens_until"] >= before["tokens_until"]
    assert after["tokens"] != before["tokens"]


async def test_a_session_ends_when_the_provider_refuses_to_refresh_it(
    sinergi: Sinergi, officer: Browser, office: Office
) -> None:
    await sinergi.stack.stop_one("issuer")
    await sinergi.stack.start_one("issuer")
    await put_tokens_at_their_end(sinergi, office.officer)
    assert (await officer.fetch("/api/agreements/waiting")).status_code == 401
    [row] = await stored(sinergi, office.officer)
    assert row["ended_by"] == "refresh"


@pytest.mark.parametrize("column", ["idle_until", "ends_at"])
async def test_a_session_ends_by_its_time_limits(
    sinergi: Sinergi, officer: Browser, office: Office, column: str
) -> None:
    settings = settings_of(sinergi.stack.environment())
    connection = await connect(settings, "front", "owner", "test")
    await connection.execute(
        f"UPDATE session SET {column} = now() - interval '1 second' WHERE account = $1",  # noqa: S608
        office.officer,
    )
    await connection.close()
    assert (await officer.fetch("/api/agreements/waiting")).status_code == 401


async def test_a_page_that_keeps_itself_fresh_does_not_prolong_the_session(
    sinergi: Sinergi, officer: Browser, office: Office
) -> None:
    settings = settings_of(sinergi.stack.environment())
    connection = await connect(settings, "front", "owner", "test")
    await connection.execute(
        "UPDATE session SET used_at = now() - interval '1 hour' WHERE account = $1", office.officer
    )
    await connection.close()
    [before] = await stored(sinergi, office.officer)
    assert (await officer.fetch("/api/agreements/waiting")).status_code == 200
    assert await stored(sinergi, office.officer) == [before]
    assert (await officer.open("/api/agreements/waiting")).status_code == 200
    [after] = await stored(sinergi, office.officer)
    assert after["idle_until"] > before["idle_until"]


async def test_pages_of_an_account_are_not_kept_for_the_back_button(officer: Browser) -> None:
    for path in ("/", "/api/agreements/waiting", "/masuk"):
        assert (await officer.open(path)).headers["Cache-Control"] == "no-store"
    kept = await officer.open(address_of("sinergi.css"))
    assert (kept.status_code, kept.headers["Content-Type"]) == (200, "text/css; charset=utf-8")
    assert "immutable" in kept.headers["Cache-Control"]
    old = await officer.open("/aset/0123456789abcdef/sinergi.css")
    assert (old.status_code, old.headers["Cache-Control"]) == (200, "no-store"), "a service of another release"
    unknown = await officer.open(address_of("sinergi.css").replace("sinergi.css", "other.css"))
    assert (unknown.status_code, unknown.headers["Cache-Control"]) == (404, "no-store")


@pytest.mark.parametrize("by", ["sid", "sub", "sid and another name of the account"])
async def test_the_provider_ends_a_session(sinergi: Sinergi, officer: Browser, office: Office, by: str) -> None:
    [row] = await stored(sinergi, office.officer)
    named = {"sub": office.officer} if by == "sub" else {"sid": row["provider_session"]}
    if by not in ("sid", "sub"):
        named["sub"] = str(uuid4())
    answer = await officer.another().http.post(
        f"{officer.origin}{BACK_CHANNEL}", data={"logout_token": logout_token(sinergi, **named)}
    )
    assert answer.status_code == 200, answer.text
    assert (await officer.fetch("/api/agreements/waiting")).status_code == 401


async def test_a_logout_token_is_accepted_once(sinergi: Sinergi, officer: Browser, office: Office) -> None:
    token = logout_token(sinergi, sub=office.officer)
    send = officer.another().http.post
    assert (await send(f"{officer.origin}{BACK_CHANNEL}", data={"logout_token": token})).status_code == 200
    assert (await officer.log_in(office.officer)).status_code == 303
    assert (await send(f"{officer.origin}{BACK_CHANNEL}", data={"logout_token": token})).status_code == 400
    assert (await officer.fetch("/api/agreements/waiting")).status_code == 200


@pytest.mark.parametrize(
    "changes",
    [
        {"aud": "another-client"},
        {"iss": "https://evil.example"},
        {"events": None},
        {"events": {"other": {}}},
        {"nonce": "n"},
        {"sub": None},
        {"jti": None},
        {"exp": int(time.time()) - 3600},
    ],
)
async def test_a_wrong_logout_token_ends_nothing(
    sinergi: Sinergi, officer: Browser, office: Office, changes: dict[str, Any]
) -> None:
    token = logout_token(sinergi, **{"sub": office.officer} | changes)
    answer = await officer.another().http.post(f"{officer.origin}{BACK_CHANNEL}", data={"logout_token": token})
    assert answer.status_code == 400
    assert (await officer.fetch("/api/agreements/waiting")).status_code == 200


async def test_a_logout_token_of_another_signer_ends_nothing(
    sinergi: Sinergi, officer: Browser, office: Office
) -> None:
    claims = jwt.decode(logout_token(sinergi, sub=office.officer), options={"verify_signature": False})
    password = Vault(settings_of(sinergi.stack.environment()).secrets_dir).read("front_client")
    for token in (jwt.encode(claims, "", algorithm="none"), jwt.encode(claims, password, algorithm="HS256")):
        answer = await officer.another().http.post(f"{officer.origin}{BACK_CHANNEL}", data={"logout_token": token})
        assert answer.status_code == 400
    assert (await officer.fetch("/api/agreements/waiting")).status_code == 200
