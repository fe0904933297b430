"""Allowing the consumer of a service to park more records than its budget."""

from deploy.installation.service import connected
from shared.events.inbox.budget import load_allowance
from shared.events.operating import allowance
from shared.events.operator_log import Operator
from shared.operations.settings import Settings


async def allow_parking(settings: Settings, service: str, records: int, operator: Operator, *, dry_run: bool) -> str:
    """Allow it; return a sentence about it."""
    async with connected(settings, service) as connection:
        if dry_run:
            left = await load_allowance(connection, service)
            return f"the consumer of {service} may park {left} records beyond its budget, and then {records}"
        await allowance.allow_parking(connection, service, records, operator)
    return f"the consumer of {service} may park {records} records beyond its budget"
