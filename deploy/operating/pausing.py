"""Pausing and resuming the relay or the consumer of a service."""

from dataclasses import dataclass
from typing import Protocol

from deploy.installation.service import connected
from deploy.installation.trouble import Trouble
from shared.events.operating.pausing import pause_consumer, pause_relay, resume_consumer, resume_relay
from shared.events.operating.status import read_consumer_pause, read_relay
from shared.events.operator_log import Operator
from shared.operations.settings import Settings


class Pausable(Protocol):
    """A part of a service that can be paused."""

    @property
    def name(self) -> str:
        """Its name in a sentence."""
        ...

    async def paused(self) -> str | None:
        """The operator, time and reason of the pause; None while it runs."""
        ...

    async def pause(self, operator: Operator) -> None:
        """Pause it. Raises `Trouble` when there is nothing to pause."""
        ...

    async def resume(self, operator: Operator) -> None:
        """Resume it."""
        ...


async def pause(part: Pausable, operator: Operator, *, dry_run: bool) -> str:
    """Pause a part; return a sentence about it. Raises `Trouble` when it is paused already."""
    if paused := await part.paused():
        raise Trouble(f"{part.name} is paused already, by {paused}")
    if dry_run:
        return f"{part.name} is running and would be paused"
    await part.pause(operator)
    return f"{part.name} is paused"


async def resume(part: Pausable, operator: Operator, *, dry_run: bool) -> str:
    """Resume a part; return a sentence about it. Raises `Trouble` when it is not paused."""
    paused = await part.paused()
    if not paused:
        raise Trouble(f"{part.name} is not paused")
    if dry_run:
        return f"{part.name} is paused by {paused} and would be resumed"
    await part.resume(operator)
    return f"{part.name} is resumed"


@dataclass(frozen=True)
class PausableRelay:
    """The relay of a service. The app role may only read its row: no request can pause a relay or move its cursor."""

    settings: Settings
    service: str

    @property
    def name(self) -> str:
        """Its name in a sentence."""
        return f"the relay of {self.service}"

    async def paused(self) -> str | None:
        """The operator, time and reason of the pause; None while it runs."""
        async with connected(self.settings, self.service) as connection:
            return (await read_relay(connection, self.service)).paused

    async def pause(self, operator: Operator) -> None:
        """Pause it."""
        async with connected(self.settings, self.service, "owner") as owner:
            await pause_relay(owner, operator)

    async def resume(self, operator: Operator) -> None:
        """Resume it."""
        async with connected(self.settings, self.service, "owner") as owner:
            await resume_relay(owner, operator)


@dataclass(frozen=True)
class PausableConsumer:
    """The consumer of a service."""

    settings: Settings
    service: str

    @property
    def name(self) -> str:
        """Its name in a sentence."""
        return f"the consumer of {self.service}"

    async def paused(self) -> str | None:
        """The operator, time and reason of the pause; None while it runs."""
        async with connected(self.settings, self.service) as connection:
            return await read_consumer_pause(connection, self.service)

    async def pause(self, operator: Operator) -> None:
        """Pause it. Raises `Trouble` when its worker has never run: then there are no marks, which hold the pause."""
        async with connected(self.settings, self.service) as connection:
            if not await pause_consumer(connection, self.service, operator):
                raise Trouble(f"{self.name} has no marks yet: its worker has never run, there is nothing to pause")

    async def resume(self, operator: Operator) -> None:
        """Resume it."""
        async with connected(self.settings, self.service) as connection:
            await resume_consumer(connection, self.service, operator)
