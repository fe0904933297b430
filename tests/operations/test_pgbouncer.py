"""PgBouncer in transaction mode before the requests of apis, and what would be lost if everything went through it."""

import asyncio
import json
import os
import shutil
import signal
import subprocess
from collections.abc import AsyncIterator, Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg
import pytest

from deploy.demo.client import Client
from deploy.doctor.examination import checks_named, examine
from deploy.installation.environment import settings_of
from deploy.installation.services import DOOR, SERVICES
from deploy.local import stack as local
from deploy.local.addresses import environment_of as direct
from deploy.local.folder import Folder
from deploy.local.machine import end_with_parent
from deploy.local.ports import choose_ports
from deploy.local.process import setup_steps
from deploy.local.settings import LocalSettings
from deploy.local.stack import SetupStep, Stack
from deploy.operating.positions import assign_position
from tests.operations.debian_programs import PGBOUNCER, unpacked, with_own_libraries
from tests.operations.events import OPERATOR, assign, known, until

pytestmark = [pytest.mark.part("operations", only=True), pytest.mark.timeout(600)]

CONNECTIONS = 2
"""Of one role, to PostgreSQL; each api would open up to eight."""
CONFIGURATION = """\
[databases]
* = host=127.0.0.1 port={postgres} connect_query='SET statement_timeout = 24000'

[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = {users}
pool_mode = transaction
default_pool_size = {connections}
max_prepared_statements = 200
"""


class Pooler:
    """PgBouncer on a port of its own, as a step of the stack's set-up."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = choose_ports(["pooler"], {})["pooler"]
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, environment: Mapping[str, str]) -> None:
        """Start it for a database that is there, with the passwords of the roles."""
        settings = settings_of(environment)
        root = unpacked(PGBOUNCER, self.folder, "trixie")
        roles = {settings.role(each, "app"): settings.secret(f"postgres_{each}_app") for each in (*SERVICES, DOOR)}
        users = self.folder / "users.txt"
        users.write_text("".join(f'"{role}" "{password}"\n' for role, password in roles.items()))
        file = self.folder / "pgbouncer.ini"
        file.write_text(
            CONFIGURATION.format(
                postgres=urlsplit(settings.postgres_url).port,
                port=self.port,
                users=users,
                connections=CONNECTIONS,
            )
        )
        command = end_with_parent(
            [*with_own_libraries(root, "usr/sbin/pgbouncer"), str(file)], signal.SIGTERM, as_nobody=os.geteuid() == 0
        )
        with (self.folder / "log").open("wb") as log:
            self._process = subprocess.Popen(command, stderr=log)  # noqa: S603

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait(20)


@pytest.fixture
def pooler(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pooler]:
    if shutil.which("apt-get") is None:
        pytest.skip("PgBouncer is not unpacked: apt-get not found, this is not Debian")
    folder = tmp_path_factory.mktemp("pooler")
    # PgBouncer refuses to run as root, and the user that it gets may not enter the folders of pytest.
    for each in (folder, *folder.parents[:2]):
        each.chmod(0o755)
    pooler = Pooler(folder)

    def environment_of(settings: LocalSettings, own: Folder, ports: Mapping[str, int]) -> dict[str, str]:
        url = f"postgresql://127.0.0.1:{pooler.port}/{settings.instance}"
        return direct(settings, own, ports) | {"SINERGI_POSTGRES_POOLER_URL": url}

    monkeypatch.setattr(local, "environment_of", environment_of)
    yield pooler
    pooler.stop()


@pytest.fixture
async def stack(tmp_path: Path, pooler: Pooler) -> AsyncIterator[Stack]:
    steps = [*setup_steps(), SetupStep("pooler", "postgres", pooler.start)]
    async with Stack(LocalSettings(data_dir=tmp_path / "data"), steps=steps, with_services=True) as stack:
        yield stack


@pytest.fixture
async def client(stack: Stack) -> AsyncIterator[Client]:
    environment = stack.environment()
    client = Client(json.loads(environment["SINERGI_FEEDS"]), environment["SINERGI_TOKEN_ISSUER"])
    await asyncio.to_thread(assign_position, settings_of(environment), OPERATOR, "operator", "nation", "")
    yield client
    await client.close()


async def test_requests_share_few_connections_and_events_arrive(stack: Stack, client: Client) -> None:
    settings = settings_of(stack.environment())
    for _round in range(3):
        positions = await asyncio.gather(*(assign(client) for _ in range(20)))
        await asyncio.gather(*(client.get("agreements", "/facilities?limit=5", OPERATOR) for _ in range(20)))
    await until(lambda: known(stack, positions[-1]))

    admin = await asyncpg.connect(settings.admin_database_url())
    try:
        opened = await admin.fetchval(
            "SELECT count(*) FROM pg_stat_activity WHERE usename = $1 AND application_name = 'agreements api'",
            settings.role("agreements", "app"),
        )
    finally:
        await admin.close()
    assert 1 <= opened <= CONNECTIONS
    (examined, rights) = await examine(settings, checks_named(["reachability", "rights"]), 60)
    assert [*examined.findings, *rights.findings] == []
    assert {name: state.restarts for name, state in stack.state.processes.items() if state.restarts} == {}


async def test_why_everything_else_goes_around_it(stack: Stack) -> None:
    settings = settings_of(stack.environment())
    address = settings.pooler_url("agreements")
    one, other = [await asyncpg.connect(address) for _ in range(2)]
    straight = await asyncpg.connect(settings.database_url("agreements", "app"))
    heard: list[str] = []
    try:
        assert await one.fetchval("SHOW statement_timeout") == "24s"
        # Two workers would lead at the same time.
        assert [await each.fetchval("SELECT pg_try_advisory_lock(4711)") for each in (one, other)] == [True, True]
        # An event would wait for the next look at the table.
        await one.add_listener("contoh", lambda *_: heard.append("through PgBouncer"))
        await straight.add_listener("contoh", lambda *_: heard.append("directly"))
        await other.execute("SELECT pg_notify('contoh', '')")

        async def arrived() -> bool:
            return "directly" in heard

        await until(arrived)
        assert heard == ["directly"]
    finally:
        for each in (one, other, straight):
            each.terminate()
