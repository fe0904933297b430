"""The history of operations by operators."""

from deploy.installation.service import connected, services_or_one
from shared.events.by_hand import Deed, read_deeds
from shared.operations.settings import Settings


async def list_operations(settings: Settings, service: str | None, limit: int) -> list[tuple[str, Deed]]:
    """The operations in one service, or in all, with the service: at most `limit`, newest first."""
    found: list[tuple[str, Deed]] = []
    for name in services_or_one(service):
        async with connected(settings, name) as connection:
            found += [(name, operation) for operation in await read_deeds(connection, limit)]
    return sorted(found, key=lambda one: one[1].at, reverse=True)[:limit]
