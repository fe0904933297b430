"""The drill of a restore: the database's disk is lost, and an encrypted backup is restored to a moment before.

Events after that moment are in Kafka and gone from the log. The relay must refuse to lead until the log is recovered:
otherwise its new events would have the ids of the lost ones, and readers would skip them.
"""

import asyncio
import shutil
import signal
import tempfile
from datetime import datetime
from pathlib import Path

import asyncpg

from deploy.drills.pgbackrest import PgBackRest, find_pgbackrest
from deploy.drills.report import Report
from deploy.drills.site import OWNER, READERS, Site, open_site, other_services
from deploy.installation.service import identify_operator
from deploy.operating.recovery import recover
from shared.events.operator_log import Operator

KEPT, LOST, AFTERWARDS = 20, 10, 5


async def drill_restore(report: Report) -> None:
    """Carry out the drill. Raises `Trouble` if it fails."""
    with tempfile.TemporaryDirectory(prefix="drill-", ignore_cleanup_errors=True) as folder:
        scratch = Path(folder)
        tool = PgBackRest(await asyncio.to_thread(find_pgbackrest, scratch), scratch)
        # PostgreSQL archives from its start on, and waits with it until there is a configuration.
        options = {**tool.archive_options(), "unix_socket_directories": str(scratch)}
        with report.step("start of an installation"):
            site_opened = open_site(options)
            site = await site_opened.__aenter__()
        try:
            await _lose_and_restore(site, tool, report)
        finally:
            await site_opened.__aexit__(None, None, None)


async def _lose_and_restore(site: Site, tool: PgBackRest, report: Report) -> None:
    tool.configure(site.stack, tool.folder)
    password = site.settings.secret("postgres_admin")
    with report.step("full backup, encrypted"):
        await tool.run("stanza-create", password=password)
        await tool.run("backup", "--type=full", password=password)
    kept = await site.work(KEPT)
    await site.until_applied(kept)
    moment = await _sql(site, "SELECT clock_timestamp()")
    lost = await site.work(LOST)
    await site.until_applied(lost)
    with report.step("the log is archived to its end"):
        await _archive_everything(site)
    report.find(f"the encrypted repository has {tool.repository_bytes() / 1e6:.1f} MB")

    await site.stack.stop_one("postgres", signal.SIGQUIT)
    shutil.rmtree(site.stack.folder.postgres)
    with report.step("restore to the moment before"):
        await tool.restore(moment)
    with report.step("start of the restored server, up to the moment"):
        await site.stack.start_one("postgres")
    await _see_the_guard(site, report, kept, lost)
    await _recover(site, report)
    with report.step("new events reach every service"):
        await site.until_applied(await site.work(AFTERWARDS))
    # All services are in one database, so their readers went back too. What they read again depends on Kafka's offsets.
    for reader in READERS:
        report.find(f"{reader} has the effect of {await site.known(reader, lost)} of the {LOST} lost events")


async def _see_the_guard(site: Site, report: Report, kept: list[str], lost: list[str]) -> None:
    with report.step("every worker is connected again"):
        for service in other_services():
            await site.until(lambda service=service: site.leads(service), f"{service} has a leader")  # type: ignore[misc]
    report.expect(await site.known(OWNER, kept) == KEPT, f"the {KEPT} events before the moment are there")
    report.expect(await site.known(OWNER, lost) == 0, f"the {LOST} events after it are gone from the log")
    report.expect(not await site.leads(OWNER), "the relay of the restored log refuses to lead")


async def _recover(site: Site, report: Report) -> None:
    operator: Operator = identify_operator("drill: the database was restored")
    found = await recover(site.settings, OWNER, operator, force=False, dry_run=True)
    report.lost = found.lost
    report.expect(found.lost == LOST, f"`sinergi events recover` counts the {LOST} lost events")
    with report.step("the log is recovered in a new generation"):
        await recover(site.settings, OWNER, operator, force=False, dry_run=False)


async def _archive_everything(site: Site) -> None:
    segment = await _sql(site, "SELECT pg_walfile_name(pg_current_wal_lsn())")
    await _sql(site, "SELECT pg_switch_wal()")

    async def archived() -> bool:
        return bool(await _sql(site, "SELECT last_archived_wal >= $1 FROM pg_stat_archiver", segment))

    await site.until(archived, "PostgreSQL has archived its log")


async def _sql(site: Site, query: str, *values: str) -> datetime:
    connection = await asyncpg.connect(site.settings.admin_database_url())
    try:
        return await connection.fetchval(query, *values)  # type: ignore[no-any-return]
    finally:
        await connection.close()
