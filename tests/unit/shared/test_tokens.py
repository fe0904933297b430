"""Keys of the issuer: trusted for a limited time, fetched once for all requests, kept while it is unreachable."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jwt
import pytest

from deploy.local.servers import issuer as servers_issuer
from deploy.local.servers.issuer import Issuer, open_issuer
from shared.access import signing_keys, tokens
from shared.access.signing_keys import IssuerUnreachable
from shared.access.tokens import Tokens, Unauthenticated
from shared.operations.settings import Settings

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


@dataclass
class KeyServer:
    """An issuer's page of keys."""

    settings: Settings
    keys: list[object] = field(default_factory=list)
    requests: int = 0
    answering: asyncio.Event = field(default_factory=asyncio.Event)

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one request."""
        await reader.readuntil(b"\r\n\r\n")
        self.requests += 1
        await self.answering.wait()
        body = json.dumps({"keys": self.keys}).encode()
        writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body))
        await writer.drain()
        writer.close()

    def issuer(self, name: str) -> Issuer:
        """An issuer that signs with its own key."""
        folder = self.settings.secrets_dir / name
        folder.mkdir()
        return open_issuer(self.settings.model_copy(update={"secrets_dir": folder}))


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[tuple[KeyServer, asyncio.Server]]:
    published = KeyServer(Settings.model_validate({"environment": "embedded", "secrets_dir": tmp_path}))
    published.answering.set()
    server = await asyncio.start_server(published.answer, "127.0.0.1", 0)
    address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/jwks.json"
    published.settings = published.settings.model_copy(update={"jwks_url": address})
    yield published, server
    server.close()


@pytest.fixture
def published(server: tuple[KeyServer, asyncio.Server]) -> KeyServer:
    return server[0]


@pytest.fixture
def verifier(published: KeyServer, monkeypatch: pytest.MonkeyPatch) -> Tokens:
    # On a busy machine the keys take longer than a request with a known key would wait for them.
    monkeypatch.setattr(signing_keys, "REFRESH_WAIT_SECONDS", 30.0)
    # No pool: a signature is verified without the database.
    return Tokens(published.settings, None)


async def account_of(verifier: Tokens, token: str) -> str:
    return (await verifier.actor_of(f"Bearer {token}")).account


async def test_a_withdrawn_key_is_valid_only_while_it_is_trusted(
    published: KeyServer, verifier: Tokens, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, after = published.issuer("before"), published.issuer("after")
    published.keys = [before.public_key]
    token = before.sign("officer-1")
    assert await account_of(verifier, token) == "officer-1"
    published.keys = [after.public_key]
    assert await account_of(verifier, token) == "officer-1"
    monkeypatch.setattr(signing_keys, "TRUST_SECONDS", 0.0)
    with pytest.raises(Unauthenticated, match="unknown key"):
        await account_of(verifier, token)
    assert await account_of(verifier, after.sign("officer-2")) == "officer-2"


async def test_while_the_issuer_is_unreachable_known_keys_stay_valid_and_others_are_not_called_invalid(
    server: tuple[KeyServer, asyncio.Server], verifier: Tokens, monkeypatch: pytest.MonkeyPatch
) -> None:
    published, listening = server
    known, new = published.issuer("known"), published.issuer("new")
    published.keys = [known.public_key]
    assert await account_of(verifier, known.sign("officer-1")) == "officer-1"
    listening.close()
    for name in ("TRUST_SECONDS", "REFRESH_INTERVAL_SECONDS", "RETRY_INTERVAL_SECONDS"):
        monkeypatch.setattr(signing_keys, name, 0.0)
    for _ in range(2):
        assert await account_of(verifier, known.sign("officer-1")) == "officer-1"
        with pytest.raises(IssuerUnreachable):
            await account_of(verifier, new.sign("officer-2"))


async def test_a_silent_issuer_does_not_delay_requests_with_known_keys(
    published: KeyServer, verifier: Tokens, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = published.issuer("known")
    published.keys = [known.public_key]
    assert await account_of(verifier, known.sign("officer-1")) == "officer-1"
    published.answering.clear()
    monkeypatch.setattr(signing_keys, "TRUST_SECONDS", 0.0)
    monkeypatch.setattr(signing_keys, "REFRESH_WAIT_SECONDS", 0.1)
    monkeypatch.setattr(signing_keys, "ISSUER_TIMEOUT_SECONDS", 60.0)
    for _ in range(3):
        assert await account_of(verifier, known.sign("officer-1")) == "officer-1"
    assert verifier._keys._refreshing is not None
    assert not verifier._keys._refreshing.done(), "one refresh for all requests, which do not wait for its end"
    published.answering.set()
    await verifier._keys._refreshing
    assert published.requests == 2


@pytest.mark.parametrize("keys", [[], [{"kty": "nonsense"}], ["nonsense"], None])
async def test_a_page_without_keys_counts_as_unreachable(
    published: KeyServer, verifier: Tokens, keys: list[object]
) -> None:
    published.keys = keys
    with pytest.raises(IssuerUnreachable):
        await account_of(verifier, published.issuer("any").sign("officer-1"))


async def test_keys_are_fetched_once_for_all_waiting_requests_and_not_for_each_invented_key(
    published: KeyServer, verifier: Tokens
) -> None:
    known, new = published.issuer("known"), published.issuer("new")
    published.keys = [known.public_key]
    requests = (account_of(verifier, known.sign("officer-1")) for _ in range(20))
    assert set(await asyncio.gather(*requests)) == {"officer-1"}
    for _ in range(3):
        with pytest.raises(Unauthenticated, match="unknown key"):
            await account_of(verifier, new.sign("officer-2"))
    assert published.requests == 2


async def test_a_key_that_is_made_after_the_others_were_fetched_is_accepted_at_once(
    published: KeyServer, verifier: Tokens
) -> None:
    known, new = published.issuer("known"), published.issuer("new")
    published.keys = [known.public_key]
    assert await account_of(verifier, known.sign("officer-1")) == "officer-1"
    published.keys = [known.public_key, new.public_key]
    assert await account_of(verifier, new.sign("officer-2")) == "officer-2"


@pytest.mark.parametrize(
    ("seconds", "signer", "reason"),
    [(-120, "known", "masa berlakunya sudah lewat"), (60, "unknown", "kuncinya tidak dikenal")],
)
async def test_the_reason_of_a_refusal_has_both_languages(
    published: KeyServer,
    verifier: Tokens,
    *,
    monkeypatch: pytest.MonkeyPatch,
    seconds: int,
    signer: str,
    reason: str,
) -> None:
    issuers = {name: published.issuer(name) for name in ("known", "unknown")}
    published.keys = [issuers["known"].public_key]
    monkeypatch.setattr(servers_issuer, "TOKEN_SECONDS", seconds)
    with pytest.raises(Unauthenticated) as refused:
        await account_of(verifier, issuers[signer].sign("officer-1"))
    assert reason in refused.value.sentence.id
    assert reason not in refused.value.sentence.en


@pytest.mark.parametrize(
    "account",
    ["system:agreements", "command:root", "service:programs", "subscriber:bnn", "a\0b", "a\ud800b", "x" * 201, ""],
)
async def test_an_account_named_like_an_actor_of_sinergi_or_not_storable_is_refused(
    published: KeyServer, verifier: Tokens, account: str
) -> None:
    issuer = published.issuer("issuer")
    published.keys = [issuer.public_key]
    with pytest.raises(Unauthenticated):
        await verifier.actor_of(f"Bearer {issuer.sign(account)}")


async def test_a_colon_elsewhere_in_an_account_is_accepted(published: KeyServer, verifier: Tokens) -> None:
    issuer = published.issuer("issuer")
    published.keys = [issuer.public_key]
    assert await account_of(verifier, issuer.sign("f:ditjenpas:officer-1")) == "f:ditjenpas:officer-1"


async def test_a_token_that_is_too_long_is_refused_unread(
    published: KeyServer, verifier: Tokens, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(_token: str) -> dict[str, str]:
        raise AssertionError("the token was read")

    monkeypatch.setattr("jwt.get_unverified_header", read)
    for scheme in ("Bearer", "Basic"):
        with pytest.raises(Unauthenticated):
            await verifier.actor_of(f"{scheme} {'x' * 10_000}")


async def test_a_key_for_encryption_signs_no_token(published: KeyServer, verifier: Tokens) -> None:
    issuer = published.issuer("issuer")
    published.keys = [{**issuer.public_key, "use": "enc"}]
    with pytest.raises(Unauthenticated):
        await verifier.actor_of(f"Bearer {issuer.sign('officer-1')}")


async def test_an_issuer_that_answers_letter_by_letter_is_away(
    published: KeyServer, server: tuple[KeyServer, asyncio.Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The client's own limit would begin again with each letter."""

    async def drip(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        while not writer.is_closing():
            writer.write(b"H")
            await asyncio.sleep(0.1)
        writer.close()

    monkeypatch.setattr(signing_keys, "ISSUER_TIMEOUT_SECONDS", 0.5)
    slow = await asyncio.start_server(drip, "127.0.0.1", 0)
    address = f"http://127.0.0.1:{slow.sockets[0].getsockname()[1]}/jwks.json"
    verifier = Tokens(published.settings.model_copy(update={"jwks_url": address}), None)
    async with asyncio.timeout(20):
        with pytest.raises(IssuerUnreachable):
            await account_of(verifier, published.issuer("issuer").sign("officer-1"))
    slow.close()


async def test_a_verified_token_is_remembered_until_it_expires_or_its_key_is_replaced(
    published: KeyServer, verifier: Tokens, monkeypatch: pytest.MonkeyPatch
) -> None:
    issuer, verified = published.issuer("issuer"), []
    decode = jwt.decode

    def counted(token: str, *arguments: Any, **options: Any) -> Any:
        verified.append(token)
        return decode(token, *arguments, **options)

    monkeypatch.setattr("shared.access.tokens.jwt.decode", counted)
    published.keys = [issuer.public_key]
    token = issuer.sign("officer-1")
    for _ in range(3):
        assert await account_of(verifier, token) == "officer-1"
    assert len(verified) == 1
    # Fetched again, the key is another one until it has verified the token.
    verifier._keys._fetched_at -= signing_keys.TRUST_SECONDS
    assert await account_of(verifier, token) == "officer-1"
    assert len(verified) == 2
    (digest,) = verifier._verified
    verifier._verified[digest] = verifier._verified[digest]._replace(expires=0.0)
    assert await account_of(verifier, token) == "officer-1"
    assert len(verified) == 3
    verifier._verified[digest] = verifier._verified[digest]._replace(until=0.0)
    assert await account_of(verifier, token) == "officer-1"
    assert len(verified) == 4


async def test_a_remembered_token_is_refused_once_its_key_is_withdrawn(published: KeyServer, verifier: Tokens) -> None:
    before, after = published.issuer("before"), published.issuer("after")
    published.keys = [before.public_key]
    token = before.sign("officer-1")
    assert await account_of(verifier, token) == "officer-1"
    published.keys = [after.public_key]
    verifier._keys._fetched_at -= signing_keys.TRUST_SECONDS
    with pytest.raises(Unauthenticated):
        await account_of(verifier, token)


async def test_the_number_of_remembered_tokens_is_bounded(
    published: KeyServer, verifier: Tokens, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tokens, "MOST_REMEMBERED", 3)
    issuer = published.issuer("issuer")
    published.keys = [issuer.public_key]
    for number in range(10):
        await account_of(verifier, issuer.sign(f"officer-{number}"))
    assert len(verifier._verified) <= 3
