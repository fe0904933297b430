"""The doctor asks an outside resolver for the names of nobody, with the token of the installation."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from deploy.doctor.resolver import resolver_fault
from shared.operations.settings import Settings
from tests.unit.programs.participants.outside import Server

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    outside = Server(body=b'{"people": []}')
    listening = await asyncio.start_server(outside.answer, "127.0.0.1", 0)
    outside.port = listening.sockets[0].getsockname()[1]
    yield outside
    listening.close()


def settings_with(server: Server, folder: Path, token: str = "secret-token") -> Settings:  # noqa: S107
    if token:
        (folder / "resolver_token").write_text(token)
    return Settings(resolver_url=f"http://127.0.0.1:{server.port}", secrets_dir=folder)


async def test_a_resolver_that_answers_is_no_finding(server: Server, tmp_path: Path) -> None:
    assert await resolver_fault(settings_with(server, tmp_path)) is None
    ((request, token, body),) = server.asked
    assert (request, token, body["participants"]) == ("POST /names/read", "Bearer secret-token", [])
    assert await resolver_fault(Settings(resolver_url=None)) is None


@pytest.mark.parametrize(
    ("status", "body", "reason"),
    [
        ("401 Unauthorized", b"{}", "answer 401"),
        ("500 Internal Server Error", b"", "answer 500"),
        ("200 OK", b"no json", "JSONDecodeError"),
        ("200 OK", b"{}", "KeyError"),
        ("200 OK", b'{"people": [1]}', "answer 200"),
    ],
)
async def test_a_resolver_without_a_proper_answer_is_named_with_its_fix(
    server: Server, tmp_path: Path, status: str, body: bytes, reason: str
) -> None:
    server.status, server.body = status, body
    found = await resolver_fault(settings_with(server, tmp_path))
    assert found is not None
    assert found.what.endswith(reason)
    assert "resolver_token" in found.fix


async def test_an_absent_resolver_and_a_missing_token_are_named(server: Server, tmp_path: Path) -> None:
    found = await resolver_fault(settings_with(server, tmp_path, token=""))
    assert found is not None
    assert "MissingSecret" in found.what
    server.port = 1
    found = await resolver_fault(settings_with(server, tmp_path))
    assert found is not None
    assert "ConnectError" in found.what
