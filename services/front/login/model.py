"""Rules of login and logout: where a browser may return to, what a token must claim, and the refusals."""

import re
from collections.abc import Mapping
from typing import Any

from shared.values.refusals import RequestRefusal
from shared.values.texts import Text

CALLBACK = "/masuk/kembali"
LOGIN = "/masuk"
LOGGED_OUT = "/keluar/selesai"
BACK_CHANNEL = "/keluar/saluran-belakang"
LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout"

# Printable ASCII without backslash, which browsers read as a slash: `/\evil.example` leads to another host.
_OWN_PATH = re.compile(r"/(?!/)[!-\[\]-~]*")
_LONGEST = 2000


class LoginFailed(RequestRefusal):
    """A login did not succeed; nothing was opened."""

    status = 400
    advice = Text("Mulai lagi dari halaman masuk.", "Start again from the sign-in page.")
    title = Text("Gagal masuk", "Sign-in failed")
    detail = Text("Anda belum masuk: {why}.", "You are not signed in: {why}.")


class LogoutTokenRefused(RequestRefusal):
    """A back-channel logout token is not valid."""

    status = 400
    advice = Text("Periksa pengaturan penyedia identitas.", "Check the settings of the identity provider.")
    title = Text("Token keluar ditolak", "Logout token refused")
    detail = Text("Token keluar tidak sah: {why}.", "The logout token is not valid: {why}.")


class ProviderAway(RequestRefusal):
    """The identity provider does not answer."""

    status = 503
    advice = Text("Coba lagi sebentar lagi.", "Try again in a moment.")
    title = Text("Penyedia identitas tidak menjawab", "The identity provider does not answer")
    detail = Text(
        "Anda belum dapat masuk sekarang. Coba lagi sebentar lagi.",
        "You cannot sign in now. Try again in a moment.",
    )

    def headers(self) -> dict[str, str]:
        """State the pause (RFC 9110 §10.2.3)."""
        return {"Retry-After": "5"}


def own_path(wanted: str) -> str:
    """The path to return to: `wanted` if it is a path of this origin, and otherwise the start page."""
    if len(wanted) > _LONGEST or not _OWN_PATH.fullmatch(wanted) or wanted.startswith((LOGIN, "/keluar")):
        return "/"
    return wanted


def require_issuer(given: str | None, metadata: Mapping[str, Any]) -> None:
    """Refuse an answer of another issuer (RFC 9207), which a mix-up attack sends. Raises `LoginFailed`."""
    required = bool(metadata.get("authorization_response_iss_parameter_supported"))
    if given != metadata["issuer"] and (required or given is not None):
        raise LoginFailed(why=Text("jawaban berasal dari penerbit lain", "the answer is from another issuer"))


def require_logout_claims(claims: Mapping[str, Any]) -> None:
    """Check the claims that only a logout token has (OpenID Connect Back-Channel Logout 1.0 §2.4).

    Raises `LogoutTokenRefused`.
    """
    events = claims.get("events")
    if not isinstance(events, dict) or not isinstance(events.get(LOGOUT_EVENT), dict):
        raise LogoutTokenRefused(why="events")
    # A nonce would make it an identity token, which an attacker may have.
    if "nonce" in claims:
        raise LogoutTokenRefused(why="nonce")
    if not isinstance(claims.get("sid") or claims.get("sub"), str):
        raise LogoutTokenRefused(why="sid, sub")
