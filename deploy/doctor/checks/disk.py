"""Disk: space on this machine where files are kept, and what keeps PostgreSQL from deleting its log."""

import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

from deploy.doctor.check import Check, Finding
from deploy.installation.service import connected
from deploy.installation.services import SERVICES
from shared.operations.settings import Settings

LEAST_FREE_BYTES = 2 * 1024**3
LEAST_FREE_SHARE = 0.05
_SLOTS = """
SELECT slot_name, pg_size_pretty(pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)) AS kept
FROM pg_replication_slots WHERE NOT active AND restart_lsn IS NOT NULL
"""


async def find(settings: Settings) -> AsyncIterator[Finding]:
    """This machine first. The space of PostgreSQL's and Kafka's own machines is not visible from here."""
    if settings.files_store == "folder":
        for found in _space(settings.files_folder):
            yield found
    async with connected(settings, SERVICES[0]) as connection:
        if not await connection.fetchval("SELECT pg_is_in_recovery()"):
            for row in await connection.fetch(_SLOTS):
                yield Finding(
                    f"the replication slot {row['slot_name']} has no reader, and PostgreSQL keeps {row['kept']} of its "
                    "log for it until the disk is full",
                    f"start its standby, or SELECT pg_drop_replication_slot('{row['slot_name']}')",
                )


def _space(folder: Path) -> Iterator[Finding]:
    # A folder that is missing is a matter of the check of reachability.
    if not folder.exists():
        return
    disk = shutil.disk_usage(folder)
    if disk.free < max(LEAST_FREE_BYTES, disk.total * LEAST_FREE_SHARE):
        yield Finding(
            f"the disk of the document store, {folder}, has {disk.free / 1024**3:.1f} GB left of "
            f"{disk.total / 1024**3:.1f} GB",
            "enlarge it; when it is full, papers are refused and everything else goes on",
        )


CHECK = Check("disk", "the disk of the document store, and replication slots that fill PostgreSQL's", find)
