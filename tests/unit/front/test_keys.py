"""The provider's keys: one that is made after the last fetch is accepted, and invented ones cause one fetch."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from deploy.local.servers.issuer import Issuer, open_issuer
from services.front.login.gateway import Provider, Refused
from shared.operations.settings import Settings

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


@dataclass
class ProviderPages:
    """The discovery document and the keys of a provider, as one page."""

    folder: Path
    address: str = ""
    keys: list[object] = field(default_factory=list)
    requests: int = 0

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one request."""
        await reader.readuntil(b"\r\n\r\n")
        self.requests += 1
        page = {"issuer": self.address, "jwks_uri": f"{self.address}/keys", "keys": self.keys}
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


async def test_a_key_that_was_made_after_the_login_page_is_fetched(pages: ProviderPages) -> None:
    provider, made = Provider(pages.settings()), pages.issuer("made")
    pages.keys = [pages.issuer("before").public_key]
    await provider.metadata()
    pages.keys.append(made.public_key)
    token = made.sign_claims(60, sub="officer-1", aud=pages.settings().front_client_id)
    assert (await provider.claims(token))["sub"] == "officer-1"


async def test_invented_keys_cause_one_fetch(pages: ProviderPages) -> None:
    provider, stranger = Provider(pages.settings()), pages.issuer("stranger")
    pages.keys = [pages.issuer("before").public_key]
    await provider.metadata()
    before = pages.requests
    for _ in range(3):
        with pytest.raises(Refused):
            await provider.claims(stranger.sign_claims(60, sub="officer-1", aud=pages.settings().front_client_id))
    assert pages.requests == before + 2, "the document and the keys, once"
