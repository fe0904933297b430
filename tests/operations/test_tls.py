"""TLS on every line, by an authority of the tests; certificates and passwords are changed while people work."""

import asyncio
import json
import secrets
import ssl
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import httpx2
import pytest
from cryptography import x509

from deploy.demo.client import Client
from deploy.doctor.examination import checks_named, examine
from deploy.installation.environment import settings_of
from deploy.installation.roles import apply_roles
from deploy.local.ports import choose_ports
from deploy.local.process import setup_steps
from deploy.local.settings import LocalSettings
from deploy.local.stack import Stack
from deploy.operating.positions import assign_position
from deploy.topics.applying import apply_topics
from tests.operations.events import OPERATOR, assign, known, until
from tests.operations.postgres_tls import PostgresTls, encrypting
from tests.operations.tls import LocalAuthority, encrypt, put_key_in

pytestmark = [pytest.mark.part("operations", only=True), pytest.mark.timeout(600)]


@pytest.fixture
def authority(tmp_path: Path) -> LocalAuthority:
    folder = tmp_path / "tls"
    folder.mkdir()
    return LocalAuthority(folder)


@pytest.fixture
async def database(authority: LocalAuthority) -> AsyncIterator[PostgresTls]:
    async with encrypting(authority.server_context(), choose_ports(["tls"], {})["tls"]) as front:
        yield front


@pytest.fixture
async def stack(
    tmp_path: Path, authority: LocalAuthority, database: PostgresTls, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Stack]:
    encrypt(monkeypatch, authority, database)
    stack = Stack(LocalSettings(data_dir=tmp_path / "data"), steps=setup_steps(), with_services=True)
    stack.folder.make()
    put_key_in(stack.folder.secrets, authority)
    async with stack:
        yield stack


@pytest.fixture
async def client(stack: Stack, authority: LocalAuthority) -> AsyncIterator[Client]:
    environment = stack.environment()
    http = httpx2.AsyncClient(verify=authority.trusting(), trust_env=False, timeout=15)
    client = Client(json.loads(environment["SINERGI_FEEDS"]), environment["SINERGI_TOKEN_ISSUER"], _http=http)
    await asyncio.to_thread(assign_position, settings_of(environment), OPERATOR, "operator", "nation", "")
    yield client
    await client.close()


async def test_everything_is_encrypted_and_renewed_while_it_runs(
    stack: Stack,
    client: Client,
    authority: LocalAuthority,
    database: PostgresTls,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = await assign(client)
    await until(lambda: known(stack, first))
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
    examined = await examine(settings_of(stack.environment()), checks_named(["reachability", "certificates"]), 60)
    assert [finding.what for each in examined for finding in each.findings] == []
    logs = {name: stack.folder.log(name).read_text() for name in stack.state.processes}
    assert [name for name, log in logs.items() if "CERTIFICATE_VERIFY" in log] == []
    taken = database.taken

    await _new_certificate(stack, authority)
    await _new_password(stack, "agreements")
    await _new_kafka_password(stack, "programs")

    second = await assign(client)
    await until(lambda: known(stack, second))
    assert database.taken > taken
    assert {name: state.restarts for name, state in stack.state.processes.items() if state.restarts} == {}


async def test_nobody_else_is_trusted(stack: Stack, client: Client, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    stranger = LocalAuthority(other)
    settings = settings_of(stack.environment())
    address = settings.database_url("agreements", "app")
    with pytest.raises(ssl.SSLCertVerificationError):
        await asyncpg.connect(address.replace(str(settings.kafka_ca_file), str(stranger.file)))
    with pytest.raises((OSError, asyncpg.PostgresError)):
        await asyncpg.connect(address.partition("?")[0], ssl="disable")
    async with httpx2.AsyncClient(verify=stranger.trusting(), trust_env=False) as http:
        with pytest.raises(httpx2.ConnectError, match="certificate verify failed"):
            await http.get(f"{client.addresses['agreements']}/livez")


async def _new_certificate(stack: Stack, authority: LocalAuthority) -> None:
    port = stack.state.ports["agreements-api"]
    before = await asyncio.to_thread(_serial, port)
    authority.issue(authority.folder / "http.pem", authority.folder / "http.key")

    async def renewed() -> bool:
        return await asyncio.to_thread(_serial, port) != before

    await until(renewed)


def _serial(port: int) -> int:
    certificate = ssl.get_server_certificate(("127.0.0.1", port))
    return x509.load_pem_x509_certificate(certificate.encode()).serial_number


async def _new_password(stack: Stack, service: str) -> None:
    """A new file, `sinergi roles apply`, and every connection with the old password is gone."""
    settings = settings_of(stack.environment())
    (stack.folder.secrets / f"postgres_{service}_app").write_text(secrets.token_hex(16))
    await asyncio.to_thread(apply_roles, settings)
    admin = await asyncpg.connect(settings.admin_database_url())
    try:
        await admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = $1", settings.role(service, "app")
        )
    finally:
        await admin.close()


async def _new_kafka_password(stack: Stack, service: str) -> None:
    """A new file, `sinergi topics apply`, and the worker logs in anew."""
    (stack.folder.secrets / f"kafka_{service}").write_text(secrets.token_hex(16))
    await asyncio.to_thread(apply_topics, settings_of(stack.environment()))
    await stack.stop_one(f"{service}-worker")
    await stack.start_one(f"{service}-worker")
