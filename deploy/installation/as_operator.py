"""Runs use cases of a service for an operator at the command line, each in a unit of work of its own."""

import asyncio
import getpass
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Protocol, TypeVar

from deploy.installation.errors import errors_as_trouble
from deploy.installation.services import ServiceName
from shared.access import Actor, Work
from shared.contracts.topics import origin_of
from shared.events.envelope import Cause
from shared.events.unit_of_work import UnitsOfWork
from shared.operations.clock import business_clock
from shared.operations.settings import Settings
from shared.operations.traces import continue_trace
from shared.postgres.connections import open_pool

SERVICE: ServiceName = "agreements"
C = TypeVar("C")
R = TypeVar("R")


class RunUseCase(Protocol):
    """Runs one use case as the operator and commits it."""

    async def __call__(self, use_case: Callable[[Work, C], Awaitable[R]], command: C) -> R:
        """Run the use case; returns its result."""


def run_use_case(settings: Settings, name: str, use_case: Callable[[Work, C], Awaitable[R]], command: C) -> R:
    """Run `use_case` as the operator and commit it. The relay finds its events by polling.

    Raises `Trouble` when the database is not reachable or refuses.
    """
    with errors_as_trouble():
        return asyncio.run(_run(settings, name, use_case, command))


@asynccontextmanager
async def as_operator(settings: Settings, name: str, service: ServiceName = SERVICE) -> AsyncIterator[RunUseCase]:
    """Run several use cases as the operator, one after the other."""
    cause = Cause(f"command:{name}", "", continue_trace(None))
    origin = origin_of(settings, service)
    async with await open_pool(settings, service, f"sinergi {name}") as pool:
        units = UnitsOfWork[Actor](pool, origin, business_clock(settings).now, lambda: None)

        async def run(use_case: Callable[[Work, C], Awaitable[R]], command: C) -> R:
            # A named actor, so that the audit trail records it: operations of the system itself are not recorded there.
            actor = Actor.at_command_line(f"{getpass.getuser()}@{socket.gethostname()}")
            async with units.open(actor, cause) as work:
                return await use_case(work, command)

        yield run


async def _run(settings: Settings, name: str, use_case: Callable[[Work, C], Awaitable[R]], command: C) -> R:
    async with as_operator(settings, name) as run:
        return await run(use_case, command)
