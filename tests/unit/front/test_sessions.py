"""Cookies, keys and the encryption of tokens."""

from datetime import timedelta

import pytest
from pydantic import ValidationError

from services.front.home.model import Ending, ending_of
from services.front.sessions.model import (
    CookieJar,
    SessionTokens,
    TimeLeft,
    cookies_of,
    hash_of,
    machine_now,
    new_key,
)
from services.front.sessions.store.cipher import Cipher, Unreadable
from shared.operations.settings import Settings


def test_cookies_belong_to_one_host_by_https() -> None:
    jar = CookieJar("https://sinergi.example.go.id")
    assert jar.keep(jar.session, "k") == "__Host-sinergi=k; Path=/; HttpOnly; SameSite=Lax; Secure"
    assert jar.drop(jar.login) == "__Host-sinergi-login=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0; Secure"


def test_cookies_of_a_loopback_address_have_no_prefix() -> None:
    jar = CookieJar("http://127.0.0.1:20000")
    assert jar.keep(jar.session, "k") == "sinergi=k; Path=/; HttpOnly; SameSite=Lax"


@pytest.mark.parametrize(
    "origin",
    ["http://sinergi.example.go.id", "http://127.0.0.1.evil.example", "https://a/path", "ftp://a", "http://localhost/"],
)
def test_plain_http_is_for_loopback_addresses_only(origin: str) -> None:
    with pytest.raises(ValidationError):
        Settings.model_validate({"public_origin": origin})


def test_a_cookie_that_occurs_twice_has_no_value() -> None:
    assert cookies_of("a=1; b=2=3; a=4") == {"a": "", "b": "2=3"}
    assert cookies_of("") == {"": ""}


def test_keys_differ_and_their_hash_has_32_bytes() -> None:
    assert new_key() != new_key()
    assert len(hash_of(new_key())) == 32


def test_tokens_are_readable_with_an_older_key_and_in_their_own_row_only() -> None:
    sealed = Cipher(["old"]).seal(b"token", b"row")
    assert b"token" not in sealed
    assert Cipher(["new", "old"]).open(sealed, b"row") == b"token"
    for cipher, row in ((Cipher(["new"]), b"row"), (Cipher(["old"]), b"another row")):
        with pytest.raises(Unreadable):
            cipher.open(sealed, row)


def test_tokens_are_refreshed_before_they_end() -> None:
    now = machine_now()
    tokens = SessionTokens("a", "r", "i", now + timedelta(seconds=50))
    assert tokens.are_due(now)
    assert not tokens.have_ended(now)
    assert tokens.have_ended(now + timedelta(seconds=50))


@pytest.mark.parametrize(
    ("left", "idle", "ending"),
    [
        (TimeLeft(timedelta(minutes=30), postponable=True), 30, Ending("far", 25 * 60 + 1)),
        (TimeLeft(timedelta(minutes=5), postponable=True), 30, Ending("near", 20)),
        (TimeLeft(timedelta(minutes=5), postponable=False), 30, Ending("last", 20)),
        (TimeLeft(timedelta(minutes=3), postponable=True), 4, Ending("far", 61)),
        (None, 30, Ending("over", 20)),
    ],
)
def test_an_open_page_warns_in_the_last_five_minutes(left: TimeLeft | None, idle: int, ending: Ending) -> None:
    assert ending_of(left, timedelta(minutes=idle)) == ending
