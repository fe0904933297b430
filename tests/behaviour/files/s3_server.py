"""A real S3 server on a folder (versitygw, Apache-2.0), built by Go when it is first needed."""

import asyncio
import os
import re
import secrets
import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from deploy.local.ports import choose_ports
from deploy.local.probes import port_answers
from deploy.local.servers.jars import shared_cache

BUILD_SECONDS = 900
START_SECONDS = 20
VERSION = "1.8.0"
OLDEST_GO = 21
"""The first one that fetches another version of itself."""
PACKAGE = "github.com/versity/versitygw/cmd/versitygw"
MODULE = Path(__file__).parent / "versitygw"
BUCKET = "sinergi-files"


async def built() -> Path:
    """The server's program; it is kept in the cache of this machine. Skips the test when Go is missing."""
    program = shared_cache(Path(tempfile.gettempdir())).parent / f"versitygw-{VERSION}"
    if program.exists():
        return program
    if not await _go_fits():
        pytest.skip("no S3 server is started: Go 1.21 or later not found on this machine")
    program.parent.mkdir(parents=True, exist_ok=True)
    unfinished = program.with_name(f"{program.name}.{secrets.token_hex(4)}")
    process = await asyncio.create_subprocess_exec(
        *("go", "build", "-C", str(MODULE), "-mod=readonly", "-trimpath", "-ldflags=-s -w", "-o", str(unfinished)),
        PACKAGE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    try:
        output, _ = await asyncio.wait_for(process.communicate(), BUILD_SECONDS)
    finally:
        # What was compiled is in Go's cache, so the next try is shorter.
        if process.returncode is None:
            process.kill()
    assert process.returncode == 0, output.decode()
    unfinished.rename(program)
    return program


async def _go_fits() -> bool:
    """Whether Go is here, in a version that fetches the one that the module needs."""
    if shutil.which("go") is None:
        return False
    process = await asyncio.create_subprocess_exec("go", "env", "GOVERSION", stdout=asyncio.subprocess.PIPE)
    output, _ = await process.communicate()
    found = re.match(r"go1\.(\d+)", output.decode())
    return found is not None and int(found[1]) >= OLDEST_GO


@dataclass
class S3Server:
    """One server with one bucket, whose objects are files below a folder."""

    program: Path
    folder: Path
    port: int = field(default_factory=lambda: choose_ports(["s3"], {})["s3"])
    access_key_id: str = "contoh"
    secret_access_key: str = field(default_factory=lambda: secrets.token_hex(16))
    process: asyncio.subprocess.Process | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def bucket(self) -> Path:
        return self.folder / "root" / BUCKET

    async def start(self) -> None:
        for folder in (self.bucket, self.folder / "iam"):
            folder.mkdir(parents=True, exist_ok=True)
        keys = {"ROOT_ACCESS_KEY": self.access_key_id, "ROOT_SECRET_KEY": self.secret_access_key}
        with (self.folder / "log").open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                *(str(self.program), "--port", f"127.0.0.1:{self.port}", "--iam-dir", str(self.folder / "iam")),
                *("posix", str(self.bucket.parent)),
                env=os.environ | keys,
                stdout=log,
                stderr=log,
            )
        async with asyncio.timeout(START_SECONDS):
            while not await port_answers(self.port):
                await asyncio.sleep(0.05)

    async def kill(self) -> None:
        """End it as a lost machine does: nothing is finished, and its connections break."""
        if self.process is not None and self.process.returncode is None:
            self.process.kill()
            await self.process.wait()
