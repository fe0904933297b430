"""Rebuilding a waiting list that is kept in a table."""

from deploy.installation.service import connected
from deploy.installation.trouble import Trouble
from shared.events.operator_log import Operator, log_operation
from shared.operations.settings import Settings

BATCH = 500
"""Agreements and action items of one transaction; a change of one of them waits for it."""


async def rebuild(settings: Settings, service: str, operator: Operator) -> str:
    """Find all cases again, and correct the rows that differ; returns the outcome. Raises `Trouble`."""
    async with connected(settings, service, "owner") as owner:
        if await owner.fetchval("SELECT to_regclass('waiting_case')") is None:
            raise Trouble(f"{service} keeps no waiting list: it finds its cases for each page")
        things = [row["id"] for row in await owner.fetch("SELECT waiting_things() AS id")]
        corrected = 0
        for first in range(0, len(things), BATCH):
            corrected += await owner.fetchval("SELECT refresh_waiting($1::uuid[])", things[first : first + BATCH])
        outcome = f"waiting list of {len(things):,} agreements and action items: {corrected:,} rows corrected"
        await log_operation(owner, operator, "projection_rebuilt", outcome)
    return outcome
