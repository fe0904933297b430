"""The image: the same twice, nothing in it that it does not need, and every process of Sinergi runs from it."""

import asyncio
import json
import os
import shutil
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from deploy.image.building import Image, build
from deploy.image.layers import SINERGI
from deploy.local.probes import page_answers
from deploy.local.settings import LocalSettings
from deploy.local.stack import Stack
from deploy.sinergi.commands.run import PROCESSES
from tests.operations.containers import Containers, config_of, unpack

pytestmark = [pytest.mark.part("operations", only=True), pytest.mark.timeout(1_200)]

READY_SECONDS = 90
TOOLS = (
    "sh",
    "bash",
    "dash",
    "apt",
    "dpkg",
    "pip",
    "pip3",
    "perl",
    "gcc",
    "cc",
    "make",
    "ld",
    "curl",
    "wget",
    "openssl",
)


@pytest.fixture(scope="session")
def image(tmp_path_factory: pytest.TempPathFactory) -> Image:
    for tool in ("apt-get", "dpkg-deb"):
        if shutil.which(tool) is None:
            pytest.skip(f"the image is not built: {tool} not found, this is not Debian")
    return build(tmp_path_factory.mktemp("image") / "first")


@pytest.fixture(scope="session")
def root(image: Image, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("root") / "root"
    unpack(image.layout, root)
    return root


def test_it_is_the_same_when_it_is_built_again(image: Image, tmp_path: Path) -> None:
    assert build(tmp_path / "second").digest == image.digest


def test_it_has_no_tools_and_nothing_that_raises_rights(root: Path) -> None:
    names = {path.name for path in root.rglob("*") if path.is_file() and path.stat().st_mode & 0o111}
    assert not names & set(TOOLS)
    assert [path for path in root.rglob("*") if not path.is_symlink() and path.stat().st_mode & 0o6000] == []
    owned = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.lstat().st_uid != 0}
    assert owned == {"var/lib/sinergi", "var/lib/sinergi/files"}


def test_the_bill_of_materials_names_what_is_in_it(image: Image, root: Path) -> None:
    bill = json.loads(image.bill.read_text())
    named = {component["purl"].split("?")[0] for component in bill["components"]}
    site = root / "usr/local/lib/python3.11/dist-packages"
    installed = {each.name.removesuffix(".dist-info").rpartition("-")[0] for each in site.glob("*.dist-info")}
    assert len([purl for purl in named if purl.startswith("pkg:pypi/")]) == len(installed - {"sinergi"})
    assert any(purl.startswith("pkg:deb/debian/libssl3@") for purl in named)
    assert bill["metadata"]["component"]["hashes"][0]["content"] == image.digest.removeprefix("sha256:")
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(image.bill.read_text()) is None


@pytest.fixture
async def containers(image: Image, root: Path, tmp_path: Path) -> AsyncIterator[Containers]:
    if shutil.which("runc") is None or os.geteuid() != 0:
        pytest.skip("no container runs: runc not found, or not root on this machine")
    async with Stack(LocalSettings(data_dir=tmp_path / "data")) as servers:
        secrets, files = tmp_path / "secrets", tmp_path / "files"
        shutil.copytree(servers.folder.secrets, secrets)
        files.mkdir()
        for path in (secrets, files, *secrets.iterdir()):
            os.chown(path, SINERGI, SINERGI)
        given = servers.environment()
        kept = ("POSTGRES_URL", "KAFKA_SERVERS", "KAFKA_COPIES", "TOKEN_ISSUER", "JWKS_URL", "PUBLIC_ORIGIN", "FEEDS")
        environment = {f"SINERGI_{name}": given[f"SINERGI_{name}"] for name in kept} | {
            "SINERGI_HTTP_HOST": "127.0.0.1",
            # There is no backup, and the door has no certificate.
            "SINERGI_ENVIRONMENT": "embedded",
        }
        mounts = {"/run/secrets/sinergi": secrets, "/var/lib/sinergi/files": files}
        ports = {"-".join(name): servers.state.ports["-".join(name)] for name in PROCESSES}
        bundles = tmp_path / "bundles"
        bundles.mkdir()
        containers = Containers(root, config_of(image.layout), bundles, environment, mounts, ports)
        yield containers


async def test_every_process_and_command_runs_without_rights(containers: Containers) -> None:
    seen = await containers.python(
        "import os; print(os.getuid(), open('/proc/self/status').read())\n"
        "try: open('/usr/x', 'w')\n"
        "except OSError as error: print(error.strerror)"
    )
    assert seen.startswith(f"{SINERGI} ")
    assert "CapEff:\t0000000000000000" in seen
    assert "NoNewPrivs:\t1" in seen
    assert "Read-only file system" in seen

    await containers.run("roles", "apply")
    assert "agreements" in await containers.run("migrate")
    await containers.run("reference", "load")
    await containers.run("topics", "apply")
    async with AsyncExitStack() as running:
        for service, kind in PROCESSES:
            port = str(containers.ports[f"{service}-{kind}"])
            await running.enter_async_context(containers.running("run", service, kind, SINERGI_HTTP_PORT=port))
        async with asyncio.timeout(READY_SECONDS):
            for answering in containers.ports.values():
                while not await page_answers(answering, "/readyz"):
                    await asyncio.sleep(0.2)
        assert "nothing is wrong" in await containers.run("doctor")
