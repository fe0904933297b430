"""Login at the local issuer: codes are bound to client, address and verifier, and used once."""

import base64
import hashlib
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx2
import jwt
import pytest

from deploy.demo.purwokerto.cast import OFFICER
from deploy.local.servers.issuer import open_issuer
from shared.operations.settings import Settings

DOOR = "http://127.0.0.1:21998"
PASSWORD = "password"
VERIFIER = "v" * 43
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).decode().rstrip("=")
ASKED = {
    "client_id": "sinergi-front",
    "redirect_uri": f"{DOOR}/masuk/kembali",
    "response_type": "code",
    "scope": "openid",
    "state": "s",
    "nonce": "n",
    "code_challenge": CHALLENGE,
    "code_challenge_method": "S256",
}


@pytest.fixture
def client(tmp_path: Path) -> httpx2.AsyncClient:
    (tmp_path / "front_client").write_text("password")
    given = {"environment": "embedded", "secrets_dir": tmp_path, "public_origin": DOOR}
    application = httpx2.ASGITransport(open_issuer(Settings.model_validate(given)).application())
    return httpx2.AsyncClient(transport=application, base_url="http://issuer")


async def code_of(client: httpx2.AsyncClient, account: str = OFFICER) -> str:
    answer = await client.post("/authorize", data={**ASKED, "account": account})
    assert answer.status_code == 303, answer.text
    address = urlsplit(answer.headers["Location"])
    given = parse_qs(address.query)
    assert address._replace(query="").geturl() == ASKED["redirect_uri"]
    assert (given["state"], given["iss"]) == (["s"], ["http://127.0.0.1:8090"])
    return given["code"][0]


async def redeem(client: httpx2.AsyncClient, code: str, password: str = PASSWORD, **changes: str) -> httpx2.Response:
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "code_verifier": VERIFIER,
        "redirect_uri": ASKED["redirect_uri"],
    }
    return await client.post("/token", data=form | changes, auth=("sinergi-front", password))


async def test_the_page_offers_the_accounts_of_the_demonstration_in_both_languages(client: httpx2.AsyncClient) -> None:
    page = (await client.get("/authorize", params=ASKED)).text
    assert f'name="account" value="{OFFICER}"' in page
    assert "Petugas kerja sama" in page
    assert "Cooperation officer" in page
    assert dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page)) == ASKED


@pytest.mark.parametrize(
    "change",
    [
        {"client_id": "x"},
        {"redirect_uri": "https://evil.example"},
        {"redirect_uri": f"{DOOR}/masuk/kembali/x"},
        {"response_type": "token"},
        {"code_challenge_method": "plain"},
        {"code_challenge": ""},
    ],
)
async def test_a_wrong_request_is_answered_here_and_never_at_its_address(
    client: httpx2.AsyncClient, change: dict[str, str]
) -> None:
    assert (await client.get("/authorize", params=ASKED | change)).status_code == 400
    assert (await client.post("/authorize", data=ASKED | change | {"account": "a"})).status_code == 400


async def test_a_code_gives_tokens_once(client: httpx2.AsyncClient) -> None:
    code = await code_of(client)
    tokens = (await redeem(client, code)).json()
    identity = jwt.decode(tokens["id_token"], options={"verify_signature": False})
    assert (identity["sub"], identity["aud"], identity["nonce"]) == (OFFICER, "sinergi-front", "n")
    assert jwt.decode(tokens["access_token"], options={"verify_signature": False})["aud"] == "sinergi"
    assert (await redeem(client, code)).json() == {"error": "invalid_grant"}
    form = {"grant_type": "refresh_token", "refresh_token": tokens["refresh_token"]}
    again = await client.post("/token", data=form, auth=("sinergi-front", "password"))
    assert again.status_code == 400, "a code that is used twice withdraws what it gave"


async def test_a_refresh_token_is_replaced_with_each_use(client: httpx2.AsyncClient) -> None:
    tokens = (await redeem(client, await code_of(client))).json()
    form = {"grant_type": "refresh_token", "refresh_token": tokens["refresh_token"]}
    first = await client.post("/token", data=form, auth=("sinergi-front", "password"))
    assert first.json()["refresh_token"] != tokens["refresh_token"]
    assert (await client.post("/token", data=form, auth=("sinergi-front", "password"))).status_code == 400


@pytest.mark.parametrize("change", [{"code_verifier": "x" * 43}, {"redirect_uri": DOOR}, {"grant_type": "password"}])
async def test_a_code_needs_its_verifier_and_its_address(client: httpx2.AsyncClient, change: dict[str, str]) -> None:
    assert (await redeem(client, await code_of(client), **change)).status_code == 400


async def test_a_code_needs_the_password_of_the_client(client: httpx2.AsyncClient) -> None:
    assert (await redeem(client, await code_of(client), "guessed")).status_code == 401
