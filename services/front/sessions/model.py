"""Sessions, their keys and their cookies."""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal
from urllib.parse import urlsplit

EndedBy = Literal["logout", "provider", "login", "refresh"]

REFRESH_BEFORE = timedelta(seconds=60)
"""Tokens are refreshed this long before they end, so that a request does not arrive with an ended one."""


@dataclass(frozen=True)
class SessionTokens:
    """The tokens of an account, as the identity provider issued them."""

    access: str
    refresh: str | None
    identity: str
    until: datetime

    def are_due(self, now: datetime) -> bool:
        """Whether to refresh them now."""
        return now >= self.until - REFRESH_BEFORE

    def have_ended(self, now: datetime) -> bool:
        """Whether the services refuse the access token."""
        return now >= self.until


@dataclass(frozen=True)
class Session:
    """A session that is in force."""

    key_hash: bytes
    account: str
    tokens: SessionTokens


@dataclass(frozen=True)
class TimeLeft:
    """The time until a session ends if no one uses it, and whether its use postpones this end."""

    left: timedelta
    postponable: bool


@dataclass(frozen=True)
class CookieJar:
    """The names and attributes of the door's cookies at one public origin.

    `__Host-` makes browsers refuse a cookie that another host or path of the domain has set (RFC 6265bis §4.1.3.2). It
    needs HTTPS. Over plain HTTP, which only a loopback address may use, the cookies have neither prefix nor `Secure`.
    """

    origin: str

    @property
    def session(self) -> str:
        """The name of the session's cookie."""
        return f"{self._prefix}sinergi"

    @property
    def login(self) -> str:
        """The name of the cookie that binds a login to the browser in which it began."""
        return f"{self._prefix}sinergi-login"

    @property
    def language(self) -> str:
        """The name of the cookie with the language of the pages."""
        return f"{self._prefix}sinergi-bahasa"

    @property
    def _secure(self) -> bool:
        return urlsplit(self.origin).scheme == "https"

    @property
    def _prefix(self) -> str:
        return "__Host-" if self._secure else ""

    def keep(self, name: str, value: str, seconds: int | None = None) -> str:
        """A Set-Cookie header; without `seconds` the cookie ends with the browser."""
        age = "" if seconds is None else f"; Max-Age={seconds}"
        return f"{name}={value}; Path=/; HttpOnly; SameSite=Lax{age}{'; Secure' if self._secure else ''}"

    def drop(self, name: str) -> str:
        """A Set-Cookie header that removes the cookie."""
        return self.keep(name, "", 0)


def cookies_of(header: str) -> Mapping[str, str]:
    """The cookies of a header. A name that occurs twice has no value: one of the two was set by another party."""
    found: dict[str, str] = {}
    for pair in header.split(";"):
        name, _, value = pair.strip().partition("=")
        found[name] = "" if name in found else value
    return found


def keeps_page_fresh(method: str, headers: Mapping[str, str]) -> bool:
    """Whether a script of an open page asks by itself: a reading that shows no new page."""
    return method in ("GET", "HEAD") and headers.get("sec-fetch-mode", "navigate") != "navigate"


def new_key() -> str:
    """A key of 256 random bits."""
    return secrets.token_urlsafe(32)


def hash_of(key: str) -> bytes:
    """The hash under which a key is stored."""
    # No slow hash: the key has 256 random bits, so it cannot be guessed from its hash.
    return hashlib.sha256(key.encode()).digest()


def machine_now() -> datetime:
    """Now by the machine's clock, which issuers use too; the business clock of the embedded stack may be elsewhere."""
    return datetime.now(UTC)
