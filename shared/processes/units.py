"""The units of work of a process that runs use cases by itself: a worker or a sender."""

from collections.abc import Callable
from datetime import datetime

from shared.access import Actor
from shared.contracts.topics import origin_of
from shared.events.nudge import Nudge
from shared.events.unit_of_work import UnitsOfWork
from shared.operations.settings import Settings
from shared.postgres.connections import open_pool, wait_for


async def open_units(
    settings: Settings, service: str, process: str, clock: Callable[[], datetime], nudge: Nudge
) -> UnitsOfWork[Actor]:
    """Wait for PostgreSQL, and open the pool of a service's process; `process` is its name in PostgreSQL."""
    pool = await wait_for("postgres", lambda: open_pool(settings, service, f"{service} {process}"))
    return UnitsOfWork(pool, origin_of(settings, service), clock, nudge)
