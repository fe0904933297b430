"""Containers of the image without an engine: its layers are unpacked, and runc runs one process in them.

As strict as an engine can be: the root is read-only, the user is not root, no capability and no new privileges.
Only the network is the machine's, because the servers of the tests are on its loopback.
"""

import asyncio
import json
import secrets
import signal
import tarfile
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SECONDS = 120


def blob(layout: Path, digest: str) -> Path:
    return layout / "blobs/sha256" / digest.removeprefix("sha256:")


def manifest_of(layout: Path) -> dict[str, Any]:
    (entry,) = json.loads((layout / "index.json").read_text())["manifests"]
    found: dict[str, Any] = json.loads(blob(layout, entry["digest"]).read_text())
    return found


def config_of(layout: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(blob(layout, manifest_of(layout)["config"]["digest"]).read_text())["config"]
    return found


def unpack(layout: Path, root: Path) -> None:
    """Unpack the layers in their order, with the owners that they name."""
    root.mkdir()
    for layer in manifest_of(layout)["layers"]:
        with tarfile.open(blob(layout, layer["digest"])) as archive:
            archive.extraction_filter = lambda member, _path: member
            archive.extractall(root)  # noqa: S202


@dataclass
class Containers:
    """Runs commands of one image; `mounts` are folders of this machine by their path inside."""

    root: Path
    config: Mapping[str, Any]
    folder: Path
    environment: Mapping[str, str]
    mounts: Mapping[str, Path]
    ports: Mapping[str, int]

    async def run(self, *arguments: str, code: int = 0) -> str:
        """Run a command to its end; return what it printed."""
        process = await self._start(arguments, {})
        output, _ = await asyncio.wait_for(process.communicate(), SECONDS)
        assert process.returncode == code, output.decode()
        return output.decode()

    async def python(self, script: str) -> str:
        """Run a script in the image's Python."""
        process = await self._start(["-c", script], {}, entrypoint=["/usr/bin/python3.11"])
        output, _ = await asyncio.wait_for(process.communicate(), SECONDS)
        assert process.returncode == 0, output.decode()
        return output.decode()

    @asynccontextmanager
    async def running(self, *arguments: str, **environment: str) -> AsyncIterator[asyncio.subprocess.Process]:
        """Run a process as long as the block; then SIGTERM must end it in time, without an error."""
        process = await self._start(arguments, environment)
        try:
            yield process
        finally:
            if process.returncode is None:
                process.terminate()
            output, _ = await asyncio.wait_for(process.communicate(), 30)
        # The server ends by the signal itself once it has closed; the first process of a container cannot.
        assert process.returncode in {0, 128 + signal.SIGTERM}, output.decode()[-2_000:]

    async def _start(
        self, arguments: Sequence[str], environment: Mapping[str, str], entrypoint: Sequence[str] | None = None
    ) -> asyncio.subprocess.Process:
        name = f"sinergi-{secrets.token_hex(4)}"
        bundle = self.folder / name
        bundle.mkdir()
        command = [*(entrypoint or self.config["Entrypoint"]), *arguments]
        (bundle / "config.json").write_text(json.dumps(self._specification(command, environment)))
        # Its signals are passed on to the container's first process.
        return await asyncio.create_subprocess_exec(
            *("runc", "--root", str(self.folder / "runc"), "run", "--bundle", str(bundle), name),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )

    def _specification(self, command: Sequence[str], environment: Mapping[str, str]) -> dict[str, Any]:
        user, group = map(int, self.config["User"].split(":"))
        named = [f"{name}={value}" for name, value in {**self.environment, **environment}.items()]
        writable = {"destination": "/tmp", "type": "tmpfs", "source": "tmpfs", "options": ["noexec", "nosuid", "nodev"]}  # noqa: S108
        return {
            "ociVersion": "1.0.2",
            "process": {
                "terminal": False,
                "user": {"uid": user, "gid": group},
                "args": list(command),
                "env": [*self.config["Env"], *named],
                "cwd": self.config["WorkingDir"],
                "capabilities": {kind: [] for kind in ("bounding", "effective", "inheritable", "permitted", "ambient")},
                "noNewPrivileges": True,
            },
            "root": {"path": str(self.root), "readonly": True},
            "mounts": [
                {"destination": "/proc", "type": "proc", "source": "proc"},
                {"destination": "/dev", "type": "tmpfs", "source": "tmpfs", "options": ["nosuid", "mode=755"]},
                writable,
                *(
                    {"destination": inside, "type": "bind", "source": str(outside), "options": ["rbind", "rw"]}
                    for inside, outside in self.mounts.items()
                ),
            ],
            "linux": {"namespaces": [{"type": kind} for kind in ("pid", "ipc", "uts", "mount")]},
        }
