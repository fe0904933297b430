"""The relays: their status, and the transactions that they wait for."""

from dataclasses import dataclass

from deploy.installation.service import connected, services_or_one
from shared.events.operating.status import Blocker, RelayStatus, read_blockers, read_relay
from shared.operations.settings import Settings


@dataclass(frozen=True, slots=True)
class ServiceRelay:
    """The status of a service's relay."""

    service: str
    relay: RelayStatus


async def list_relays(settings: Settings, service: str | None) -> list[ServiceRelay]:
    """The relay of one service, or all relays."""
    relays = []
    for name in services_or_one(service):
        async with connected(settings, name) as connection:
            relays.append(ServiceRelay(name, await read_relay(connection, name)))
    return relays


async def list_blockers(settings: Settings, service: str | None) -> list[tuple[str, Blocker]]:
    """The open transactions that have written a log, with the log's service."""
    found = []
    for name in services_or_one(service):
        async with connected(settings, name) as connection:
            found += [(name, blocker) for blocker in await read_blockers(connection)]
    return found
