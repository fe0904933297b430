"""A process that makes and stores batches, so that a load keeps all cores busy."""

import asyncio
import gc
from contextlib import AsyncExitStack

from deploy.load.plan import Batch, Plan
from deploy.load.register import Register, load_register
from deploy.load.storing import Database, loading_database, log_of, store_batch
from shared.operations.settings import Settings

_workers: list["Worker"] = []
"""The one of this process."""


class Worker:
    """The register and the connection with which a process stores its batches."""

    def __init__(self, settings: Settings, plan: Plan) -> None:
        self._plan, self._origin = plan, log_of(settings, plan)
        # Open until the process ends.
        self._loop, self._open = asyncio.Runner(), AsyncExitStack()
        self._database, self._register = self._loop.run(self._begin(settings))
        # Partners stay, and made-up agreements have no cycles: looking for them would take a fifth of the time.
        gc.freeze()
        gc.disable()

    def store(self, batch: Batch) -> int:
        """Store one batch; returns its size."""
        self._loop.run(store_batch(self._database, self._register, self._plan, batch, self._origin))
        return batch.size

    async def _begin(self, settings: Settings) -> tuple[Database, Register]:
        database = await self._open.enter_async_context(loading_database(settings))
        register = await load_register(database)
        self._plan.add_partners(register)
        return database, register


def begin(settings: Settings, plan: Plan) -> None:
    """Prepare this process."""
    _workers.append(Worker(settings, plan))


def store(batch: Batch) -> int:
    """Store one batch in this process; returns its size."""
    return _workers[0].store(batch)
