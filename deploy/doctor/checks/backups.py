"""Backups: whether PostgreSQL archives its log, so that a restore loses seconds and not a day."""

from collections.abc import AsyncIterator, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from deploy.doctor.check import Check, Finding
from deploy.installation.service import connected
from deploy.installation.services import SERVICES
from shared.operations.settings import Settings

OLDEST = timedelta(hours=1)
"""An archive that received nothing for longer loses as much in a restore."""
_ARCHIVER = """
SELECT current_setting('archive_mode') AS mode, last_archived_time, last_failed_time, last_failed_wal
FROM pg_stat_archiver
"""


async def find(settings: Settings) -> AsyncIterator[Finding]:
    """The archive of the log. The embedded stack has none: its data are thrown away."""
    if settings.embedded:
        return
    async with connected(settings, SERVICES[0]) as connection:
        archiver = await connection.fetchrow(_ARCHIVER)
    for found in judge(archiver, datetime.now(UTC)):
        yield found


def judge(archiver: Mapping[str, Any], now: datetime) -> Iterator[Finding]:
    """The faults of an archive. Whether a restore works is known only by trying it."""
    last, failed = archiver["last_archived_time"], archiver["last_failed_time"]
    if archiver["mode"] == "off":
        yield Finding(
            "PostgreSQL does not archive its log: after the loss of its disk, only the last full backup is left",
            "set archive_mode=on and archive_command for your backup tool, restart PostgreSQL, make a full backup",
        )
    elif failed is not None and (last is None or failed > last):
        yield Finding(
            f"PostgreSQL could not archive {archiver['last_failed_wal']}, and keeps its log until its disk is full",
            "PostgreSQL's own log has the error of archive_command; fix it, and archiving continues by itself",
        )
    elif last is None or now - last > OLDEST:
        since = "yet" if last is None else f"for {(now - last).total_seconds() / 3600:.0f} hours"
        yield Finding(
            f"PostgreSQL has archived nothing {since}",
            "set archive_timeout to a minute or a few, so that a quiet hour is archived too",
        )


CHECK = Check("backups", "PostgreSQL's archive of its log; the embedded stack has none", find)
