"""The items of periodic jobs that failed."""

from dataclasses import asdict
from typing import Any

from deploy.installation.service import connected, services_or_one
from shared.events.job_items import list_failed_items
from shared.operations.settings import Settings


async def list_failed(settings: Settings, service: str | None) -> list[dict[str, Any]]:
    """The items of one service, or of all, that failed in the last run of their job."""
    rows: list[dict[str, Any]] = []
    for name in services_or_one(service):
        async with connected(settings, name) as connection:
            rows += [{"service": name} | asdict(item) for item in await list_failed_items(connection)]
    return rows
