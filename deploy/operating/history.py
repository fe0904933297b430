"""The history of operations by operators."""

from deploy.installation.service import connected, services_or_one
from shared.events import operator_log
from shared.events.operator_log import ManualOperation
from shared.operations.settings import Settings


async def list_operations(settings: Settings, service: str | None, limit: int) -> list[tuple[str, ManualOperation]]:
    """The operations in one service, or in all, with the service: at most `limit`, newest first."""
    found: list[tuple[str, ManualOperation]] = []
    for name in services_or_one(service):
        async with connected(settings, name) as connection:
            found += [(name, operation) for operation in await operator_log.list_operations(connection, limit)]
    return sorted(found, key=lambda one: one[1].at, reverse=True)[:limit]
