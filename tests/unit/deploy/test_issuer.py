"""The local issuer's tokens say who, can be checked by its published keys, and exist in the embedded stack only."""

import time
from pathlib import Path
from typing import Any

import httpx2
import jwt
import pytest

from deploy.local.issuer import TOKEN_SECONDS, open_issuer
from shared.operations.settings import Settings


def settings(place: Path, environment: str = "embedded") -> Settings:
    return Settings.model_validate(
        {
            "environment": environment,
            "secrets_dir": place,
            "token_issuer": "http://127.0.0.1:21999",
            "token_audience": "sinergi",
        }
    )


def open_client(place: Path) -> httpx2.AsyncClient:
    application = httpx2.ASGITransport(open_issuer(settings(place)).application())
    return httpx2.AsyncClient(transport=application, base_url="http://issuer")


@pytest.fixture
def client(tmp_path: Path) -> httpx2.AsyncClient:
    return open_client(tmp_path)


async def decode(client: httpx2.AsyncClient, token: str) -> dict[str, Any]:
    keys = jwt.PyJWKSet.from_dict((await client.get("/jwks.json")).json())
    key = keys[jwt.get_unverified_header(token)["kid"]]
    claims: dict[str, Any] = jwt.decode(
        token, key, algorithms=["ES256"], audience="sinergi", issuer="http://127.0.0.1:21999"
    )
    return claims


async def test_a_token_says_who_and_for_eight_hours(client: httpx2.AsyncClient) -> None:
    answer = (await client.post("/token", json={"account": "officer-1"})).json()
    claims = await decode(client, answer["access_token"])
    assert claims["sub"] == "officer-1"
    assert claims["exp"] - claims["iat"] == TOKEN_SECONDS == 8 * 3600
    assert abs(claims["iat"] - time.time()) < 5
    assert set(claims) == {"iss", "sub", "aud", "iat", "exp"}


async def test_the_key_outlives_the_process(tmp_path: Path, client: httpx2.AsyncClient) -> None:
    token = (await client.post("/token", json={"account": "officer-1"})).json()["access_token"]
    later = open_client(tmp_path)
    assert (await decode(later, token))["sub"] == "officer-1"


async def test_only_the_public_part_of_the_key_is_published(client: httpx2.AsyncClient) -> None:
    (key,) = (await client.get("/jwks.json")).json()["keys"]
    assert key["kty"] == "EC"
    assert "d" not in key


async def test_the_configuration_leads_to_keys_and_tokens(client: httpx2.AsyncClient) -> None:
    found = (await client.get("/.well-known/openid-configuration")).json()
    assert found["issuer"] == "http://127.0.0.1:21999"
    assert found["jwks_uri"] == "http://127.0.0.1:21999/jwks.json"
    assert found["token_endpoint"] == "http://127.0.0.1:21999/token"


@pytest.mark.parametrize("body", [b"", b"{}", b'{"account": ""}', b'{"account": 7}', b"officer-1"])
async def test_who_asks_for_nobody_gets_nothing(client: httpx2.AsyncClient, body: bytes) -> None:
    assert (await client.post("/token", content=body)).status_code == 400


def test_it_does_not_open_in_production(tmp_path: Path) -> None:
    with pytest.raises(PermissionError, match="embedded stack only"):
        open_issuer(settings(tmp_path, "production"))
    assert list(tmp_path.iterdir()) == []
