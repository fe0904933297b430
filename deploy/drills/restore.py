"""The drill of a restore: the database's disk is lost, and an encrypted backup is restored to a moment before.

Events after that moment are in Kafka and gone from the log. The relay must refuse to lead until the log is recovered:
otherwise its new events would have the ids of the lost ones, and readers would skip them.
"""

import asyncio
import shutil
import signal
import tempfile
from pathlib import Path

from deploy.drills.pgbackrest import PgBackRest, find_pgbackrest
from deploy.drills.report import Report
from deploy.drills.site import Site, open_site
from deploy.drills.takeover import take_over

KEPT, LOST = 20, 10


async def drill_restore(report: Report) -> None:
    """Carry out the drill. Raises `Trouble` if it fails."""
    with tempfile.TemporaryDirectory(prefix="drill-", ignore_cleanup_errors=True) as folder:
        scratch = Path(folder)
        tool = PgBackRest(await asyncio.to_thread(find_pgbackrest, scratch), scratch)
        # PostgreSQL archives from its start on, and waits with it until there is a configuration.
        options = {**tool.archive_options(), "unix_socket_directories": str(scratch)}
        async with open_site(report, options) as site:
            await _lose_and_restore(site, tool, report)


async def _lose_and_restore(site: Site, tool: PgBackRest, report: Report) -> None:
    tool.configure(site.stack, tool.folder)
    password = site.settings.secret("postgres_admin")
    with report.step("full backup, encrypted"):
        await tool.run("stanza-create", password=password)
        await tool.run("backup", "--type=full", password=password)
        # pgBackRest compares whole seconds: a moment in that in which the backup ended has no backup before it.
        await site.sql("SELECT pg_sleep_until(date_trunc('second', clock_timestamp()) + interval '1 second')")
    kept = await site.work(KEPT)
    await site.until_applied(kept)
    moment = await site.sql("SELECT clock_timestamp()")
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
    await take_over(site, report, kept, lost)


async def _archive_everything(site: Site) -> None:
    segment = await site.sql("SELECT pg_walfile_name(pg_current_wal_lsn())")
    await site.sql("SELECT pg_switch_wal()")

    async def archived() -> bool:
        return bool(await site.sql("SELECT last_archived_wal >= $1 FROM pg_stat_archiver", segment))

    await site.until(archived, "PostgreSQL has archived its log")
