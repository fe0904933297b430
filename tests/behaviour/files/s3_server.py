"""A real S3 server on a folder (versitygw, Apache-2.0), built by Go when it is first needed."""

import asyncio
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from deploy.local.ports import choose_ports
from deploy.local.probes import port_answers
from tests.running.go_programs import built as built_by_go

START_SECONDS = 20
VERSION = "1.8.0"
PACKAGE = "github.com/versity/versitygw/cmd/versitygw"
MODULE = Path(__file__).parent / "versitygw"
BUCKET = "sinergi-files"


async def built() -> Path:
    """The server's program. Skips the test when Go is missing."""
    return await built_by_go("versitygw", VERSION, MODULE, PACKAGE)


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
