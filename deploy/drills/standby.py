"""The drill of a promoted standby: the primary dies, its standby lacks the newest events, and takes its place.

Then the old primary is rewound and follows the new one. Replication is asynchronous: with synchronous_standby_names
set, nothing would be lost, and every commit would wait for the standby.
"""

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import asyncpg

from deploy.drills.report import Report
from deploy.drills.site import Site, open_site
from deploy.drills.takeover import take_over
from deploy.local.machine import end_with_parent
from deploy.local.ports import choose_ports
from deploy.local.servers.postgres import SETTINGS, program
from deploy.local.subprocesses import run_to_end

KEPT, LOST = 20, 10


async def drill_standby(report: Report) -> None:
    """Carry out the drill. Raises `Trouble` if it fails."""
    async with open_site(report) as site:
        await _lose_the_primary(site, report)


async def _lose_the_primary(site: Site, report: Report) -> None:
    primary, standby = site.stack.folder.postgres, site.stack.folder.root / "standby"
    with report.step("copy of the primary"):
        await _run(site, "pg_basebackup", f"--pgdata={standby}", "--write-recovery-conf", "--checkpoint=fast",
                   "--create-slot", "--slot=standby", *_address(site))  # fmt: skip
    async with _running(standby):
        kept = await site.work(KEPT)
        await site.until_applied(kept)
        await site.until(lambda: _followed(site), "the standby has everything")
    lost = await site.work(LOST)
    await site.until_applied(lost)

    await site.stack.stop_one("postgres", signal.SIGQUIT)
    former = primary.with_name("former")
    with report.step("promotion of the standby in the place of the primary"):
        async with _running(standby) as port:
            await site.until(lambda: _promoted(site, port), "the standby is promoted")
        primary.rename(former)
        # It has the address of the primary from here on.
        standby.rename(primary)
        await site.stack.start_one("postgres")
    await take_over(site, report, kept, lost)

    with report.step("the former primary is rewound"):
        source = " ".join(
            [f"host=127.0.0.1 port={site.stack.state.ports['postgres']}", "user=postgres dbname=postgres"]
        )
        await _run(site, "pg_rewind", f"--target-pgdata={former}", f"--source-server={source}", "--write-recovery-conf")
        # It names a slot of the server that it follows, which the promoted one does not have.
        await site.sql("SELECT pg_create_physical_replication_slot('standby')")
    async with _running(former):
        await site.until_applied(await site.work(1))
        await site.until(lambda: _followed(site), "the former primary follows the new one")
        report.find("the former primary follows the new one")


async def _promoted(site: Site, port: int) -> bool:
    own = f":{site.stack.state.ports['postgres']}/"
    try:
        connection = await asyncpg.connect(site.settings.admin_database_url().replace(own, f":{port}/"))
    except (OSError, asyncpg.CannotConnectNowError):
        return False
    try:
        return bool(await connection.fetchval("SELECT pg_promote(wait => true)"))
    finally:
        await connection.close()


async def _followed(site: Site) -> bool:
    behind = "SELECT bool_and(replay_lsn >= pg_current_wal_lsn()) FROM pg_stat_replication WHERE state = 'streaming'"
    return bool(await site.sql(behind))


def _address(site: Site) -> list[str]:
    return ["--host=127.0.0.1", f"--port={site.stack.state.ports['postgres']}", "--username=postgres"]


async def _run(site: Site, name: str, *arguments: str) -> None:
    environment = {"PGPASSWORD": site.settings.secret("postgres_admin")}
    await run_to_end([program(name), *arguments], as_nobody=True, environment=environment)


@asynccontextmanager
async def _running(data: Path) -> AsyncIterator[int]:
    """A second server on a port of its own."""
    port = choose_ports(["second"], {})["second"]
    options = {**SETTINGS, "port": str(port)}
    command = [program("postgres"), "-D", str(data), *(f"--{name}={value}" for name, value in options.items())]
    with data.with_name(f"{data.name}.log").open("wb") as log:
        process = await asyncio.create_subprocess_exec(
            *end_with_parent(command, signal.SIGQUIT, as_nobody=True), stdout=log, stderr=log
        )
    try:
        yield port
    finally:
        process.send_signal(signal.SIGINT)
        await process.wait()
