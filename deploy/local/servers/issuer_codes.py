"""The authorization codes and refresh tokens of the local issuer, in memory: a restart ends them.

A code is bound to the client, its address of return and the hash of a secret of the browser's login (RFC 7636).
"""

import base64
import hashlib
import hmac
import secrets
import time
from dataclasses import dataclass, field

CODE_SECONDS = 60.0


class InvalidGrant(Exception):
    """A code or refresh token is unknown, was used before, or belongs to another request."""


@dataclass(frozen=True)
class Grant:
    """An account that logged in, in one session of the issuer."""

    account: str
    session: str
    nonce: str | None
    challenge: str
    until: float


@dataclass
class Codes:
    """Codes and refresh tokens that are in force."""

    _codes: dict[str, Grant] = field(default_factory=dict)
    _refresh_tokens: dict[str, Grant] = field(default_factory=dict)
    _given: dict[str, str] = field(default_factory=dict)

    def new_code(self, account: str, nonce: str | None, challenge: str) -> str:
        """Give a code to an account that logs in."""
        code = secrets.token_urlsafe(24)
        self._codes[code] = Grant(account, secrets.token_urlsafe(12), nonce, challenge, time.monotonic() + CODE_SECONDS)
        return code

    def redeem(self, code: str, verifier: str) -> tuple[Grant, str]:
        """Return the grant of a code, and a refresh token. Raises `InvalidGrant`."""
        grant = self._codes.pop(code, None)
        if grant is None:
            # Used twice, so another party has it as well: its refresh token is withdrawn (RFC 6749 §4.1.2).
            self._refresh_tokens.pop(self._given.pop(code, ""), None)
            raise InvalidGrant
        if time.monotonic() > grant.until or not hmac.compare_digest(_challenge_of(verifier), grant.challenge):
            raise InvalidGrant
        self._given[code] = self._new_refresh_token(grant)
        return grant, self._given[code]

    def refresh(self, refresh_token: str) -> tuple[Grant, str]:
        """Return the grant of a refresh token, and the next one. Raises `InvalidGrant`."""
        grant = self._refresh_tokens.pop(refresh_token, None)
        if grant is None:
            raise InvalidGrant
        return grant, self._new_refresh_token(grant)

    def end(self, session: str) -> None:
        """End a session: its refresh tokens are not accepted any more."""
        self._refresh_tokens = {token: each for token, each in self._refresh_tokens.items() if each.session != session}

    def _new_refresh_token(self, grant: Grant) -> str:
        token = secrets.token_urlsafe(24)
        self._refresh_tokens[token] = grant
        return token


def _challenge_of(verifier: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
