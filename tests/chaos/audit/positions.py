"""Every event is relayed, every subscriber's marks are at the end, no shard is held and no record is parked."""

from shared.operations.settings import Settings
from tests.chaos.audit.findings import Findings
from tests.chaos.backlog import SERVICES, Database, behind, target_now


async def audit_positions(database: Database, settings: Settings, findings: Findings) -> None:
    """Compare cursors and marks with the ends of the logs, and list the parked records."""
    target = await target_now(database)
    findings.lost += await behind(database, settings, target)
    for service in SERVICES:
        rows = await database.fetch("SELECT cursor FROM relay", schema=service)
        if rows[0]["cursor"] < target.ends[service]:
            findings.lost.append(f"{service} has relayed up to {rows[0]['cursor']}, not to {target.ends[service]}")
        parked = await database.fetch("SELECT topic, key, reason, detail FROM parked ORDER BY id", schema=service)
        findings.parked += [f"{service}: {' | '.join(row)}" for row in parked]
