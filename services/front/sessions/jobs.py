"""Removes expired rows from time to time."""

import asyncio

import structlog

from services.front.sessions.commands import Sessions
from shared.operations.errors import describe
from shared.postgres.connections import TRANSIENT

log = structlog.get_logger()
REMOVAL_INTERVAL_SECONDS = 600.0


async def remove_expired(sessions: Sessions) -> None:
    """Run until the process ends. Several processes may do it at the same time."""
    while True:
        try:
            await sessions.remove_old()
        except TRANSIENT as error:
            log.warning("removal_failed", error=describe(error))
        await asyncio.sleep(REMOVAL_INTERVAL_SECONDS)
