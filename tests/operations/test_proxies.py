"""A visitor behind nginx and the door: both limits count his own address, and he cannot invent another one."""

import asyncio
import os
import shutil
import signal
import subprocess
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

import httpx2
import pytest

from deploy.local.machine import end_with_parent
from deploy.local.ports import choose_ports
from deploy.local.probes import port_answers
from deploy.local.process import setup_steps
from deploy.local.settings import LocalSettings
from deploy.local.stack import Stack
from tests.operations.debian_programs import NGINX, unpacked

pytestmark = [pytest.mark.part("operations", only=True), pytest.mark.timeout(600)]

FRONT, SERVICE = "front-api", "notifications-api"
OWN = "127.0.0.9"
"""The address from which nginx comes to the door; each visitor has one of his own too, for all are on this machine."""
LIMIT = "SINERGI_ANONYMOUS_REQUESTS_PER_MINUTE"
PAGE = "/tautan?token=contoh"
CONFIGURATION = """\
daemon off;
pid {folder}/pid;
error_log stderr;
events {{ }}
http {{
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  server {{
    listen 127.0.0.1:{port};
    location / {{
      proxy_pass http://127.0.0.1:{door};
      proxy_bind {own};
      proxy_set_header Host $http_host;
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
    }}
  }}
}}
"""


@dataclass(frozen=True)
class Hops:
    """The addresses of nginx and of the door, and the stack behind them."""

    stack: Stack
    nginx: str
    door: str

    async def set(self, name: str, **environment: str) -> None:
        """Start a process again with these variables; what it has counted is forgotten."""
        keeper = self.stack._keepers[name]
        await self.stack.stop_one(name)
        keeper.part = replace(keeper.part, environment={**keeper.part.environment, **environment})
        await self.stack.start_one(name)

    async def ask(self, by: str, address: str, *, invented: str | None = None, times: int = 1) -> list[int]:
        """The codes of answers to a visitor who comes from the address `by`."""
        headers = {"Host": urlsplit(self.door).netloc} | ({"X-Forwarded-For": invented} if invented else {})
        transport = httpx2.AsyncHTTPTransport(local_address=by)
        async with httpx2.AsyncClient(transport=transport, trust_env=False, timeout=30) as client:
            return [(await client.get(address + PAGE, headers=headers)).status_code for _ in range(times)]


@pytest.fixture
async def stack(tmp_path: Path) -> AsyncIterator[Stack]:
    async with Stack(LocalSettings(data_dir=tmp_path / "data"), steps=setup_steps(), with_services=True) as stack:
        yield stack


@pytest.fixture
def nginx(stack: Stack, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if shutil.which("apt-get") is None:
        pytest.skip("nginx is not unpacked: apt-get not found, this is not Debian")
    folder = tmp_path_factory.mktemp("nginx")
    root = unpacked(NGINX, folder, "bookworm")
    port = choose_ports(["nginx"], {})["nginx"]
    file = folder / "nginx.conf"
    file.write_text(CONFIGURATION.format(folder=folder, port=port, door=stack.state.ports[FRONT], own=OWN))
    command = [str(root / "usr/sbin/nginx"), "-c", str(file), "-g", "user root;" if os.geteuid() == 0 else ""]
    process = subprocess.Popen(end_with_parent(command, signal.SIGTERM))  # noqa: S603
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    process.wait(20)


@pytest.fixture
async def hops(stack: Stack, nginx: str) -> Hops:
    async with asyncio.timeout(30):
        while not await port_answers(int(nginx.rpartition(":")[2])):
            await asyncio.sleep(0.1)
    return Hops(stack, nginx, f"http://127.0.0.1:{stack.state.ports[FRONT]}")


async def test_a_visitor_is_counted_by_his_own_address(hops: Hops) -> None:
    # The door does not believe nginx: all visitors share one limit.
    await hops.set(FRONT, **{LIMIT: "2"})
    assert 429 not in await hops.ask("127.0.0.2", hops.nginx, times=2)
    assert await hops.ask("127.0.0.3", hops.nginx) == [429]

    await hops.set(FRONT, **{LIMIT: "2", "SINERGI_PROXIES": OWN})
    assert 429 not in await hops.ask("127.0.0.2", hops.nginx, times=2)
    assert await hops.ask("127.0.0.2", hops.nginx) == [429]
    assert await hops.ask("127.0.0.2", hops.nginx, invented="192.0.2.7") == [429]
    assert 429 not in await hops.ask("127.0.0.3", hops.nginx, times=2)
    # Past nginx, nobody is believed.
    assert 429 not in await hops.ask("127.0.0.4", hops.door, times=2)
    assert await hops.ask("127.0.0.4", hops.door, invented="192.0.2.8") == [429]

    # The service behind the door counts the same visitors.
    await hops.set(SERVICE, **{LIMIT: "2"})
    await hops.set(FRONT, **{LIMIT: "0", "SINERGI_PROXIES": OWN})
    assert 429 not in await hops.ask("127.0.0.2", hops.nginx, times=2)
    assert await hops.ask("127.0.0.2", hops.nginx, invented="192.0.2.7") == [429]
    assert 429 not in await hops.ask("127.0.0.3", hops.nginx)
