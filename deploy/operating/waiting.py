"""Rebuilding a waiting list."""

from deploy.installation.service import connected
from shared.events.operator_log import Operator, log_operation
from shared.operations.settings import Settings

BATCH = 500
"""Things of one transaction, such as agreements; a change of one of them waits for it."""


async def rebuild(settings: Settings, service: str, operator: Operator) -> str:
    """Find all cases again, and correct the rows that differ; returns the outcome."""
    async with connected(settings, service, "owner") as owner:
        things = [row["id"] for row in await owner.fetch("SELECT waiting_things() AS id")]
        corrected = 0
        for first in range(0, len(things), BATCH):
            corrected += await owner.fetchval("SELECT refresh_waiting($1::uuid[])", things[first : first + BATCH])
        outcome = f"waiting list of {len(things):,} things: {corrected:,} rows corrected"
        await log_operation(owner, operator, "projection_rebuilt", outcome)
    return outcome
