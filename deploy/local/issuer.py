"""The local issuer: gives anybody on this machine a token for any account, so that the embedded stack needs no other.

It refuses to start anywhere else, listens on loopback only, and checks no password.
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
from deploy.local.vault import Vault
from shared.operations.settings import Settings

TOKEN_SECONDS = 8 * 3600
_KEY = "issuer_key"


class TokenRequest(BaseModel):
    """Who wants to be known."""

    account: str = Field(min_length=1, max_length=200)


class Issuer:
    """Signs tokens with one key, which lives among the secrets."""

    def __init__(self, settings: Settings, key: ec.EllipticCurvePrivateKey) -> None:
        self._settings, self._key = settings, key
        public: dict[str, Any] = ECAlgorithm(ECAlgorithm.SHA256).to_jwk(key.public_key(), as_dict=True)
        self.key_id = _thumbprint(public)
        self.public_key = {**public, "kid": self.key_id, "alg": "ES256", "use": "sig"}

    def sign(self, account: str) -> str:
        """Return a token that says who, by the machine's clock, and nothing else."""
        now = int(time.time())
        claims = {
            "iss": self._settings.token_issuer,
            "sub": account,
            "aud": self._settings.token_audience,
            "iat": now,
            "exp": now + TOKEN_SECONDS,
        }
        return jwt.encode(claims, self._key, algorithm="ES256", headers={"kid": self.key_id})

    def application(self) -> Starlette:
        """Return the pages of an OpenID provider that a resource server needs, and the one that gives tokens."""
        return Starlette(
            routes=[
                Route("/.well-known/openid-configuration", self._configuration),
                Route("/jwks.json", self._keys),
                Route("/token", self._token, methods=["POST"]),
            ]
        )

    async def _configuration(self, _request: Request) -> JSONResponse:
        issuer = self._settings.token_issuer
        return JSONResponse(
            {
                "issuer": issuer,
                "jwks_uri": f"{issuer}/jwks.json",
                "token_endpoint": f"{issuer}/token",
                "response_types_supported": ["token"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["ES256"],
            }
        )

    async def _keys(self, _request: Request) -> JSONResponse:
        return JSONResponse({"keys": [self.public_key]})

    async def _token(self, request: Request) -> JSONResponse:
        try:
            asked = TokenRequest.model_validate_json(await request.body())
        except ValidationError:
            return JSONResponse({"error": "invalid_request", "error_description": "send {account}"}, status_code=400)
        token = self.sign(asked.account)
        return JSONResponse({"access_token": token, "token_type": "Bearer", "expires_in": TOKEN_SECONDS})


def open_issuer(settings: Settings) -> Issuer:
    """Return the issuer of the embedded stack, with its key made at first. Refuses any other environment."""
    if not settings.embedded:
        raise PermissionError("the local issuer serves the embedded stack only (SINERGI_ENVIRONMENT=embedded)")
    # Kept among the secrets: with a new key at each start, the tokens given out before would not hold any more.
    vault = Vault(settings.secrets_dir)
    vault.keep(_KEY, _new_key())
    key = serialization.load_pem_private_key(vault.read(_KEY).encode(), password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise TypeError(f"{settings.secrets_dir / _KEY} holds no elliptic-curve key: delete it, a new one is made")
    return Issuer(settings, key)


def main() -> None:
    """Serve until told to end."""
    try:
        settings = read_settings(Settings)
        issuer = open_issuer(settings)
    except (Trouble, PermissionError) as error:
        sys.exit(f"sinergi: {error}")
    # Not the address of the settings: whoever reaches this port can be anybody.
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
