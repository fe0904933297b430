"""The provider's keys: one that is made after the last fetch is accepted, and invented ones cause one fetch."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from deploy.local.servers.issuer import Issuer, open_issuer
from services.front.login.gateway import Provider, Refused
from services.front.login.model import ProviderAway
from shared.operations.settings import Settings

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


@dataclass
class ProviderPages:
    """The discovery document and the keys of a provider, as one page."""

    folder: Path
    address: str = ""
    issued_by: str = ""
    keys: list[object] = field(default_factory=list)
    requests: int = 0

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one request."""
        await reader.readuntil(b"\r\n\r\n")
        self.requests += 1
        page = {"issuer": self.issued_by or self.address, "jwks_uri": f"{self.address}/keys", "keys": self.keys}
        body = json.dumps(page).encode()
        writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body))
        await writer.drain()
        writer.close()

    def settings(self, secrets: str = "door") -> Settings:
        """The settings of the door, or of an issuer with a key of its own."""
        folder = self.folder / secrets
        folder.mkdir(exist_ok=True)
        folder.joinpath("front_client").write_text("secret")
        given = {"environment": "embedded", "token_issuer": self.address, "secrets_dir": folder}
        return Settings.model_validate(given)

    def issuer(self, name: str) -> Issuer:
        """An issuer with a key of its own."""
        return open_issuer(self.settings(name))


@pytest.fixture
async def pages(tmp_path: Path) -> AsyncIterator[ProviderPages]:
    found = ProviderPages(tmp_path)
    server = await asyncio.start_server(found.answer, "127.0.0.1", 0)
    found.address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    yield found
    server.close()


async def test_a_key_that_was_made_after_the_others_were_fetched_is_accepted(pages: ProviderPages) -> None:
    provider, before, made = Provider(pages.settings()), pages.issuer("before"), pages.issuer("made")
    pages.keys = [before.public_key]
    assert await account_of(provider, before) == "officer-1"
    pages.keys.append(made.public_key)
    assert await account_of(provider, made) == "officer-1"


async def test_invented_keys_cause_one_fetch(pages: ProviderPages) -> None:
    provider, before, stranger = Provider(pages.settings()), pages.issuer("before"), pages.issuer("stranger")
    pages.keys = [before.public_key]
    assert await account_of(provider, before) == "officer-1"
    requests = pages.requests
    for _ in range(3):
        with pytest.raises(Refused):
            await account_of(provider, stranger)
    assert pages.requests == requests + 1


async def test_a_provider_of_another_issuer_is_away(pages: ProviderPages) -> None:
    provider = Provider(pages.settings())
    pages.issued_by = "https://penerbit-lain.contoh"
    pages.keys = [pages.issuer("any").public_key]
    with pytest.raises(ProviderAway):
        await account_of(provider, pages.issuer("any"))


async def account_of(provider: Provider, issuer: Issuer) -> str:
    """The account of a token that this issuer signs for the door."""
    return str((await provider.claims(issuer.sign_claims(60, sub="officer-1", aud="sinergi-front")))["sub"])
