"""Login and logout at the local issuer (OpenID Connect Core 1.0 §3.1, RP-Initiated Logout 1.0)."""

import base64
import binascii
import hmac
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qsl, unquote, urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from deploy.local.servers.issuer_codes import Codes, Grant, InvalidGrant
from deploy.local.servers.issuer_login import login_page
from shared.operations.settings import Settings

_PASSED = ("client_id", "redirect_uri", "response_type", "scope", "state", "nonce", "code_challenge")
LONGEST_ACCOUNT = 200


class LoginPages:
    """The pages for one client, the door. `tokens` signs the tokens of a grant."""

    def __init__(
        self, settings: Settings, tokens: Callable[[Grant], dict[str, Any]], session_of: Callable[[str], str | None]
    ) -> None:
        self._settings, self._tokens, self._session_of = settings, tokens, session_of
        self._codes = Codes()

    def routes(self) -> list[Route]:
        """The routes beside those of a resource server."""
        return [
            Route("/authorize", self._ask, methods=["GET"]),
            Route("/authorize", self._choose, methods=["POST"]),
            Route("/end_session", self._end, methods=["GET"]),
        ]

    def metadata(self) -> dict[str, Any]:
        """The part of the discovery document for clients that log in."""
        issuer = self._settings.token_issuer
        return {
            "authorization_endpoint": f"{issuer}/authorize",
            "end_session_endpoint": f"{issuer}/end_session",
            "response_types_supported": ["code"],
            "grant_types_supported": ["authorization_code", "refresh_token"],
            "code_challenge_methods_supported": ["S256"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic"],
            "authorization_response_iss_parameter_supported": True,
            "scopes_supported": ["openid"],
        }

    async def exchange(self, request: Request) -> JSONResponse:
        """The token endpoint for a code or a refresh token."""
        form = dict(parse_qsl((await request.body()).decode("utf-8", "replace")))
        if not self._is_client(request.headers.get("authorization", "")):
            return JSONResponse({"error": "invalid_client"}, 401)
        try:
            match form.get("grant_type"):
                case "authorization_code" if form.get("redirect_uri") == self._return_address:
                    grant, refresh_token = self._codes.redeem(form.get("code", ""), form.get("code_verifier", ""))
                case "refresh_token":
                    grant, refresh_token = self._codes.refresh(form.get("refresh_token", ""))
                case _:
                    return JSONResponse({"error": "unsupported_grant_type"}, 400)
        except InvalidGrant:
            return JSONResponse({"error": "invalid_grant"}, 400)
        return JSONResponse(
            {**self._tokens(grant), "refresh_token": refresh_token}, headers={"Cache-Control": "no-store"}
        )

    @property
    def _return_address(self) -> str:
        return f"{self._settings.public_origin}/masuk/kembali"

    def _is_client(self, authorization: str) -> bool:
        scheme, _, word = authorization.partition(" ")
        try:
            name, _, password = base64.b64decode(word).decode().partition(":")
        except (ValueError, binascii.Error):
            return False
        expected = self._settings.secret("front_client").encode()
        known = unquote(name) == self._settings.front_client_id
        return scheme.lower() == "basic" and known and hmac.compare_digest(unquote(password).encode(), expected)

    def _fault(self, asked: Mapping[str, str]) -> str | None:
        """What is wrong with an authorization request; it is never answered at an address that is not known."""
        if asked.get("client_id") != self._settings.front_client_id:
            return "unknown client_id"
        if asked.get("redirect_uri") != self._return_address:
            return "unknown redirect_uri"
        if asked.get("response_type") != "code" or asked.get("code_challenge_method") != "S256":
            return "response_type=code with code_challenge_method=S256 is required"
        return None if asked.get("code_challenge") else "code_challenge is missing"

    async def _ask(self, request: Request) -> Response:
        asked = dict(request.query_params)
        if fault := self._fault(asked):
            return PlainTextResponse(fault, 400)
        kept = {name: asked[name] for name in (*_PASSED, "code_challenge_method") if name in asked}
        return HTMLResponse(login_page(kept), headers={"Cache-Control": "no-store", "X-Frame-Options": "DENY"})

    async def _choose(self, request: Request) -> Response:
        asked = dict(parse_qsl((await request.body()).decode("utf-8", "replace")))
        account = asked.get("account", "").strip()
        if fault := self._fault(asked) or ("account is missing" if not 0 < len(account) <= LONGEST_ACCOUNT else None):
            return PlainTextResponse(fault, 400)
        code = self._codes.new_code(account, asked.get("nonce"), asked["code_challenge"])
        answer = {"code": code, "state": asked.get("state", ""), "iss": self._settings.token_issuer}
        return RedirectResponse(f"{self._return_address}?{urlencode(answer)}", 303)

    async def _end(self, request: Request) -> Response:
        session = self._session_of(request.query_params.get("id_token_hint", ""))
        if session:
            self._codes.end(session)
        wanted = request.query_params.get("post_logout_redirect_uri", "")
        if wanted != f"{self._settings.public_origin}/keluar/selesai":
            return PlainTextResponse("Anda sudah keluar / you are signed out")
        return RedirectResponse(wanted, 303)
