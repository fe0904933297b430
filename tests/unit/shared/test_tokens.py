"""Keys of the issuer: trusted for a while, asked for once by all who wait, and not forgotten while it is away."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from deploy.local.servers.issuer import Issuer, open_issuer
from shared.access import tokens
from shared.access.tokens import IssuerUnreachable, Tokens, Unauthenticated
from shared.operations.settings import Settings


@dataclass
class Published:
    """An issuer's page of keys."""

    settings: Settings
    keys: list[object] = field(default_factory=list)
    asked: int = 0
    speaks: asyncio.Event = field(default_factory=asyncio.Event)

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one request."""
        await reader.readuntil(b"\r\n\r\n")
        self.asked += 1
        await self.speaks.wait()
        body = json.dumps({"keys": self.keys}).encode()
        writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body))
        await writer.drain()
        writer.close()

    def issuer(self, name: str) -> Issuer:
        """One that signs with a key of its own."""
        place = self.settings.secrets_dir / name
        place.mkdir()
        return open_issuer(self.settings.model_copy(update={"secrets_dir": place}))


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[tuple[Published, asyncio.Server]]:
    published = Published(Settings.model_validate({"environment": "embedded", "secrets_dir": tmp_path}))
    published.speaks.set()
    server = await asyncio.start_server(published.answer, "127.0.0.1", 0)
    address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/jwks.json"
    published.settings = published.settings.model_copy(update={"jwks_url": address})
    yield published, server
    server.close()


@pytest.fixture
def published(server: tuple[Published, asyncio.Server]) -> Published:
    return server[0]


@pytest.fixture
def verifier(published: Published) -> Tokens:
    # No pool: accounts are found by their signature alone.
    return Tokens(published.settings, None)  # type: ignore[arg-type]


async def who(verifier: Tokens, token: str) -> str:
    return (await verifier.actor_of(f"Bearer {token}")).account


async def test_a_withdrawn_key_holds_no_longer_than_it_is_trusted(
    published: Published, verifier: Tokens, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, after = published.issuer("before"), published.issuer("after")
    published.keys = [before.public_key]
    token = before.sign("officer-1")
    assert await who(verifier, token) == "officer-1"
    published.keys = [after.public_key]
    assert await who(verifier, token) == "officer-1"
    monkeypatch.setattr(tokens, "TRUST_SECONDS", 0.0)
    with pytest.raises(Unauthenticated, match="unknown key"):
        await who(verifier, token)
    assert await who(verifier, after.sign("officer-2")) == "officer-2"


async def test_while_the_issuer_is_away_known_keys_hold_and_nobody_is_called_invalid(
    server: tuple[Published, asyncio.Server], verifier: Tokens, monkeypatch: pytest.MonkeyPatch
) -> None:
    published, listening = server
    known, new = published.issuer("known"), published.issuer("new")
    published.keys = [known.public_key]
    assert await who(verifier, known.sign("officer-1")) == "officer-1"
    listening.close()
    for name in ("TRUST_SECONDS", "REFRESH_SECONDS", "AWAY_SECONDS"):
        monkeypatch.setattr(tokens, name, 0.0)
    for _ in range(2):
        assert await who(verifier, known.sign("officer-1")) == "officer-1"
        with pytest.raises(IssuerUnreachable):
            await who(verifier, new.sign("officer-2"))


async def test_an_issuer_that_says_nothing_holds_up_nobody_whose_key_is_known(
    published: Published, verifier: Tokens, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = published.issuer("known")
    published.keys = [known.public_key]
    assert await who(verifier, known.sign("officer-1")) == "officer-1"
    published.speaks.clear()
    monkeypatch.setattr(tokens, "TRUST_SECONDS", 0.0)
    monkeypatch.setattr(tokens, "PATIENCE_SECONDS", 0.1)
    monkeypatch.setattr(tokens, "ANSWER_SECONDS", 60.0)
    for _ in range(3):
        assert await who(verifier, known.sign("officer-1")) == "officer-1"
    assert verifier._asking is not None
    assert not verifier._asking.done(), "one question for all of them, and nobody waits for its answer"
    published.speaks.set()
    await verifier._asking
    assert published.asked == 2


@pytest.mark.parametrize("keys", [[], [{"kty": "nonsense"}], ["nonsense"], None])
async def test_a_page_without_keys_is_an_issuer_that_is_away(
    published: Published, verifier: Tokens, keys: list[object]
) -> None:
    published.keys = keys
    with pytest.raises(IssuerUnreachable):
        await who(verifier, published.issuer("any").sign("officer-1"))


async def test_the_issuer_is_asked_once_for_all_who_wait_and_not_for_each_key_that_is_made_up(
    published: Published, verifier: Tokens
) -> None:
    known, new = published.issuer("known"), published.issuer("new")
    published.keys = [known.public_key]
    assert set(await asyncio.gather(*(who(verifier, known.sign("officer-1")) for _ in range(20)))) == {"officer-1"}
    for _ in range(3):
        with pytest.raises(Unauthenticated, match="unknown key"):
            await who(verifier, new.sign("officer-2"))
    assert published.asked == 1
