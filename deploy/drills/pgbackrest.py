"""pgBackRest: full backups and PostgreSQL's log, compressed and encrypted, and restores to any moment.

The program of this machine is used if it knows PostgreSQL 18; otherwise that of Debian 13, which runs on Debian 12 too.
"""

import secrets
import shutil
import subprocess
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from deploy.image.debian import Package, unpacked_tool
from deploy.installation.trouble import Trouble
from deploy.local.stack import Stack
from deploy.local.subprocesses import run_to_end

STANZA = "sinergi"
OLDEST = (2, 55)
DEBIAN = Package("pgbackrest", "2.55.1-1", "4143a01dba71c12aab93e67b012b5cb93ec9f80e408080ddbde6261115da381d")
_NONE_HERE = "this machine has no pgBackRest 2.55 or later: install it"
_CONFIG = """\
[global]
repo1-path={folder}/repository
repo1-cipher-type=aes-256-cbc
repo1-cipher-pass={password}
repo1-retention-full=2
compress-type=zst
start-fast=y
log-level-file=off
log-level-console=warn
lock-path={folder}/lock

[{stanza}]
pg1-path={data}
pg1-port={port}
pg1-socket-path={socket}
pg1-user=postgres
"""


@dataclass(frozen=True)
class PgBackRest:
    """The program with the configuration of one server."""

    program: Path
    folder: Path

    @property
    def config(self) -> Path:
        """The configuration, which has the password of the repository."""
        return self.folder / "pgbackrest.conf"

    def archive_options(self) -> dict[str, str]:
        """What PostgreSQL needs to hand over each segment of its log."""
        command = f"{self.program} --config={self.config} --stanza={STANZA} archive-push %p"
        return {"archive_mode": "on", "archive_command": command, "archive_timeout": "60"}

    def configure(self, stack: Stack, socket: Path) -> None:
        """Write the configuration for the server of a stack."""
        self.config.write_text(
            _CONFIG.format(
                folder=self.folder,
                password=secrets.token_urlsafe(48),
                stanza=STANZA,
                data=stack.folder.postgres,
                port=stack.state.ports["postgres"],
                socket=socket,
            )
        )

    async def run(self, *arguments: str, password: str = "") -> None:
        """Run a command as PostgreSQL's user. Raises `Trouble` with its last lines."""
        command = [str(self.program), f"--config={self.config}", f"--stanza={STANZA}", *arguments]
        await run_to_end(command, as_nobody=True, seconds=600, environment={"PGPASSWORD": password})

    async def restore(self, until: datetime) -> None:
        """Restore into the empty folder of the server, up to a moment."""
        await self.run("restore", "--type=time", f"--target={until.isoformat(' ')}", "--target-action=promote")

    def repository_bytes(self) -> int:
        """How large the encrypted repository is."""
        return sum(file.stat().st_size for file in (self.folder / "repository").rglob("*") if file.is_file())


def find_pgbackrest(scratch: Path) -> Path:
    """The program of this machine, or that of Debian. Raises `Trouble`."""
    own = shutil.which("pgbackrest")
    if own is not None and _version_of(own) >= OLDEST:
        return Path(own)
    try:
        program = unpacked_tool(DEBIAN, scratch, "trixie") / "usr/bin/pgbackrest"
    except Trouble as trouble:
        raise Trouble(f"{_NONE_HERE}, and Debian's cannot be had: {trouble}") from trouble
    check_libraries(program)
    return program


def check_libraries(program: Path) -> None:
    """Raise `Trouble` if this machine lacks a library of the program, which is unpacked without those it depends on."""
    try:
        tried = subprocess.run([program, "version"], capture_output=True, text=True, check=False)  # noqa: S603
    except OSError as error:
        raise Trouble(f"{_NONE_HERE}, and Debian's is for x86-64 only: {error.strerror}") from error
    if tried.returncode != 0:
        reason = tried.stderr.strip().removeprefix(f"{program}: ")
        raise Trouble(
            f"pgBackRest does not run here ({reason}): as root, apt-get install libpq5 libxml2, then try again"
        )


def _version_of(program: str) -> tuple[int, ...]:
    shown = subprocess.run([program, "version"], capture_output=True, text=True, check=True).stdout  # noqa: S603
    return tuple(int(number) for number in shown.split()[-1].split(".")[:2])
