"""The token issuer of the embedded stack: every user of this machine gets a token for any account.

It checks no password. So it listens on loopback only, and refuses to start outside of the embedded stack.
"""

import base64
import hashlib
import json
import sys
import time
from typing import Any

import jwt
import uvicorn
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from jwt.algorithms import ECAlgorithm
from pydantic import BaseModel, Field, ValidationError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from deploy.installation.environment import read_settings
from deploy.installation.trouble import Trouble
from deploy.local.servers.issuer_codes import Grant
from deploy.local.servers.issuer_pages import LoginPages
from deploy.local.vault import Vault
from shared.operations.settings import Settings

TOKEN_SECONDS = 8 * 3600
_KEY = "issuer_key"


class TokenRequest(BaseModel):
    """The account that the token is for."""

    account: str = Field(min_length=1, max_length=200)


class Issuer:
    """Signs tokens with one key, which is kept among the secrets."""

    def __init__(self, settings: Settings, key: ec.EllipticCurvePrivateKey) -> None:
        self._settings, self._key = settings, key
        self._pages = LoginPages(settings, self.tokens_of, self.session_of)
        public: dict[str, Any] = ECAlgorithm(ECAlgorithm.SHA256).to_jwk(key.public_key(), as_dict=True)
        self.key_id = _thumbprint(public)
        self.public_key = {**public, "kid": self.key_id, "alg": "ES256", "use": "sig"}

    def sign(self, account: str) -> str:
        """Return a token that names the account, valid from now by the machine's clock."""
        return self.sign_claims(TOKEN_SECONDS, sub=account, aud=self._settings.token_audience)

    def sign_claims(self, seconds: int, **claims: object) -> str:
        """Return a token with these claims that is valid for some seconds."""
        now = int(time.time())
        whole = {"iss": self._settings.token_issuer, "iat": now, "exp": now + seconds, **claims}
        return jwt.encode(whole, self._key, algorithm="ES256", headers={"kid": self.key_id})

    def tokens_of(self, grant: Grant) -> dict[str, Any]:
        """The tokens of an account that logged in: the door's identity token is no token for the services."""
        claims = {"sub": grant.account, "aud": self._settings.front_client_id, "sid": grant.session}
        nonce = {"nonce": grant.nonce} if grant.nonce else {}
        return {
            "access_token": self.sign(grant.account),
            "id_token": self.sign_claims(TOKEN_SECONDS, **claims, **nonce),
            "token_type": "Bearer",
            "expires_in": TOKEN_SECONDS,
        }

    def session_of(self, identity_token: str) -> str | None:
        """The session of an identity token of this issuer, also of one that has ended."""
        try:
            claims = jwt.decode(
                identity_token,
                self._key.public_key(),
                algorithms=["ES256"],
                audience=self._settings.front_client_id,
                options={"verify_exp": False},
            )
        except jwt.PyJWTError:
            return None
        return claims.get("sid")

    def application(self) -> Starlette:
        """Return the pages of an OpenID provider, and the page that gives a token for any account."""
        return Starlette(
            routes=[
                Route("/.well-known/openid-configuration", self._configuration),
                Route("/jwks.json", self._keys),
                Route("/token", self._token, methods=["POST"]),
                *self._pages.routes(),
            ]
        )

    async def _configuration(self, _request: Request) -> JSONResponse:
        issuer = self._settings.token_issuer
        return JSONResponse(
            {
                "issuer": issuer,
                "jwks_uri": f"{issuer}/jwks.json",
                "token_endpoint": f"{issuer}/token",
                **self._pages.metadata(),
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["ES256"],
            }
        )

    async def _keys(self, _request: Request) -> JSONResponse:
        return JSONResponse({"keys": [self.public_key]})

    async def _token(self, request: Request) -> JSONResponse:
        if request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
            return await self._pages.exchange(request)
        try:
            wanted = TokenRequest.model_validate_json(await request.body())
        except ValidationError:
            return JSONResponse({"error": "invalid_request", "error_description": "send {account}"}, status_code=400)
        token = self.sign(wanted.account)
        return JSONResponse({"access_token": token, "token_type": "Bearer", "expires_in": TOKEN_SECONDS})


def open_issuer(settings: Settings) -> Issuer:
    """Return the issuer of the embedded stack; the first call creates its key. Raises PermissionError elsewhere."""
    if not settings.embedded:
        raise PermissionError("the local issuer serves the embedded stack only (SINERGI_ENVIRONMENT=embedded)")
    # The key is kept: with a new key at each start, earlier tokens would become invalid.
    vault = Vault(settings.secrets_dir)
    vault.keep(_KEY, _new_key())
    key = serialization.load_pem_private_key(vault.read(_KEY).encode(), password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise TypeError(
            f"{settings.secrets_dir / _KEY} is not an elliptic-curve key: delete it, and a new one is created"
        )
    return Issuer(settings, key)


def main() -> None:
    """Serve until a signal ends the process."""
    try:
        settings = read_settings(Settings)
        issuer = open_issuer(settings)
    except (Trouble, PermissionError) as error:
        sys.exit(f"sinergi: {error}")
    # Always loopback, and never the address of the settings: this port gives a token for any account.
    uvicorn.run(issuer.application(), host="127.0.0.1", port=settings.http_port, log_level="warning")


def _new_key() -> str:
    pem = ec.generate_private_key(ec.SECP256R1()).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return pem.decode()


def _thumbprint(public: dict[str, Any]) -> str:
    # RFC 7638: the required members only, in alphabetical order, and no space between them.
    members = json.dumps({name: public[name] for name in ("crv", "kty", "x", "y")}, separators=(",", ":"))
    return base64.urlsafe_b64encode(hashlib.sha256(members.encode()).digest()).decode().rstrip("=")


if __name__ == "__main__":
    main()
