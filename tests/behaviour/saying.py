"""Events emitted in a service's name through its log and its relay, where no request would bring them about."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from deploy.installation.environment import settings_of
from shared.access import Actor, Work
from shared.contracts.event import Event
from shared.events.envelope import Cause, Origin
from shared.events.unit_of_work import UnitsOfWork
from shared.operations.traces import continue_trace
from shared.postgres.connections import open_pool
from tests.behaviour.client import Sinergi


@asynccontextmanager
async def at(sinergi: Sinergi, service: str) -> AsyncIterator[Work]:
    """A unit of work of a service, as its own processes open them."""
    settings = settings_of(sinergi.stack.environment())
    pool = await open_pool(settings, service, "test")
    units: UnitsOfWork[Actor] = UnitsOfWork(
        pool, Origin("sinergi", service, settings.type_prefix), sinergi.clock.now, lambda: None
    )
    async with pool, units.open(Actor.of_system(service), Cause("test", "test", continue_trace(None))) as work:
        yield work


async def say(sinergi: Sinergi, service: str, *events: Event) -> None:
    """Emit events in a service's name, under a correlation id that distinguishes them from those of requests."""
    async with at(sinergi, service) as work:
        for event in events:
            work.emit(event)
