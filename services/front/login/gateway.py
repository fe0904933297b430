"""The identity provider: discovery, its keys, and its token endpoint."""

import base64
import json
import time
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import httpx2
from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.httpx_client import AsyncOAuth2Client
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import Key, KeySet
from joserfc.jwt import JWTClaimsRegistry

from services.front.login.model import CALLBACK, ProviderAway
from services.front.sessions.model import SessionTokens, machine_now
from shared.access.signing_keys import ALGORITHMS, IssuerUnreachable, SigningKeys
from shared.operations.settings import Settings

TIMEOUT_SECONDS = 5.0
TRUST_SECONDS = 600.0
"""The time for which metadata are kept."""
LEEWAY_SECONDS = 30
SCOPE = "openid"


class Refused(Exception):
    """The provider refused a code or a refresh token, or a token is not valid."""


class Provider:
    """The identity provider of this installation, found by its issuer (OpenID Connect Discovery 1.0)."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._secret = settings.secret("front_client")
        self._metadata: Mapping[str, Any] = {}
        self._fetched_at = -TRUST_SECONDS
        self._keys = SigningKeys(self._fetch_keys)

    async def metadata(self) -> Mapping[str, Any]:
        """The provider's metadata. Raises `ProviderAway`."""
        if time.monotonic() - self._fetched_at >= TRUST_SECONDS:
            issuer = self._settings.token_issuer
            metadata = await self._get(f"{issuer.rstrip('/')}/.well-known/openid-configuration")
            if not isinstance(metadata, dict) or metadata.get("issuer") != issuer:
                raise ProviderAway
            self._metadata, self._fetched_at = metadata, time.monotonic()
        return self._metadata

    async def login_address(self, state: str, nonce: str, verifier: str) -> str:
        """The address at which a browser logs in. Raises `ProviderAway`."""
        endpoint = (await self.metadata())["authorization_endpoint"]
        async with self._client() as client:
            address, _state = client.create_authorization_url(
                endpoint, state=state, code_verifier=verifier, nonce=nonce
            )
        return str(address)

    async def logout_address(self, identity_token: str, return_to: str) -> str | None:
        """The address at which a browser ends the provider's session, if the provider has one.

        Raises `ProviderAway`.
        """
        endpoint = (await self.metadata()).get("end_session_endpoint")
        if endpoint is None:
            return None
        parameters = {
            "id_token_hint": identity_token,
            "post_logout_redirect_uri": return_to,
            "client_id": self._settings.front_client_id,
        }
        return f"{endpoint}?{urlencode(parameters)}"

    async def redeem(self, code: str, verifier: str) -> SessionTokens:
        """Exchange a code for tokens. Raises `Refused` or `ProviderAway`."""
        return await self._ask(lambda client, url: client.fetch_token(url, code=code, code_verifier=verifier), None)

    async def refresh(self, tokens: SessionTokens) -> SessionTokens:
        """Get new tokens. Raises `Refused` or `ProviderAway`."""
        token = tokens.refresh
        return await self._ask(lambda client, url: client.refresh_token(url, refresh_token=token), tokens)

    async def claims(self, token: str, **required: Any) -> dict[str, Any]:
        """The claims of a token that the provider signed for this client. Raises `Refused` or `ProviderAway`."""
        expected = {"iss": self._settings.token_issuer, "aud": self._settings.front_client_id, **required}
        options: dict[str, Any] = {name: {"essential": True, "value": value} for name, value in expected.items()}
        options |= {name: {"essential": True} for name in ("exp", "iat")}
        registry = JWTClaimsRegistry(None, LEEWAY_SECONDS, **options)
        try:
            decoded = jwt.decode(token, await self._key_of(token), algorithms=ALGORITHMS)
            registry.validate(decoded.claims)
        except (JoseError, ValueError, TypeError) as error:
            raise Refused(type(error).__name__) from error
        # Another client of the provider may be named beside this one (OpenID Connect Core 1.0 §3.1.3.7).
        if decoded.claims.get("azp", self._settings.front_client_id) != self._settings.front_client_id:
            raise Refused("azp")
        return dict(decoded.claims)

    async def _key_of(self, token: str) -> Key:
        try:
            key = await self._keys.find(_unverified_key_id(token))
        except IssuerUnreachable as error:
            raise ProviderAway from error
        if key is None:
            raise Refused("unknown key")
        return key

    async def _fetch_keys(self) -> dict[str, Key]:
        try:
            found = await self._get((await self.metadata())["jwks_uri"])
            return {key.kid: key for key in KeySet.import_key_set(found).keys if key.kid}
        except (ProviderAway, JoseError, ValueError, TypeError, LookupError) as error:
            raise IssuerUnreachable(self._settings.token_issuer) from error

    async def _get(self, url: str) -> Any:
        try:
            async with httpx2.AsyncClient(timeout=TIMEOUT_SECONDS, trust_env=not self._settings.embedded) as client:
                return (await client.get(url)).raise_for_status().json()
        except (httpx2.HTTPError, ValueError) as error:
            raise ProviderAway from error

    async def _ask(self, request: Any, before: SessionTokens | None) -> SessionTokens:
        endpoint = (await self.metadata())["token_endpoint"]
        try:
            async with self._client() as client:
                found = await request(client, endpoint)
        except OAuthError as error:
            raise Refused(error.error) from error
        except (httpx2.HTTPError, ValueError) as error:
            raise ProviderAway from error
        return _tokens(found, before)

    def _client(self) -> Any:
        return AsyncOAuth2Client(
            self._settings.front_client_id,
            self._secret,
            scope=SCOPE,
            redirect_uri=f"{self._settings.public_origin}{CALLBACK}",
            code_challenge_method="S256",
            token_endpoint_auth_method="client_secret_basic",  # noqa: S106 -- the name of a method
            timeout=TIMEOUT_SECONDS,
            trust_env=not self._settings.embedded,
        )


def _unverified_key_id(token: str) -> str:
    """The key that a token names: it selects a key, and proves nothing."""
    try:
        header = token.partition(".")[0]
        return str(json.loads(base64.urlsafe_b64decode(header + "=" * (-len(header) % 4)))["kid"])
    except (ValueError, TypeError, LookupError):
        return ""


def _tokens(found: Mapping[str, Any], before: SessionTokens | None) -> SessionTokens:
    """The tokens of an answer; a refreshed answer need not repeat those that have not changed."""
    try:
        return SessionTokens(
            access=str(found["access_token"]),
            refresh=found.get("refresh_token") or (before.refresh if before else None),
            identity=str(found.get("id_token") or before.identity) if before else str(found["id_token"]),
            until=machine_now() + timedelta(seconds=int(found["expires_in"])),
        )
    except (LookupError, ValueError, TypeError) as error:
        raise Refused("token response") from error
