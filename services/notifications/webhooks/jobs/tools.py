"""The common parts of the tasks of the sender."""

import ssl
from dataclasses import dataclass

from services.notifications.webhooks.gateway.feeds import FEED_ERRORS, CursorGone, EventFeeds
from services.notifications.webhooks.jobs.lanes import Lanes, Standing
from services.notifications.webhooks.model.retries import Patience
from shared.access import Actor
from shared.access.use_case import C, R, UseCase
from shared.events.envelope import Cause
from shared.events.unit_of_work import UnitsOfWork
from shared.operations.settings import Settings
from shared.operations.traces import continue_trace
from shared.postgres.connections import TRANSIENT

RETRIED: tuple[type[Exception], ...] = (*FEED_ERRORS, *TRANSIENT, CursorGone)
"""Errors after which a step is tried again."""


@dataclass(frozen=True)
class Tools:
    """Settings, database and feeds of the sender."""

    settings: Settings
    units: UnitsOfWork[Actor]
    actor: Actor
    feeds: EventFeeds
    context: ssl.SSLContext
    key: str
    patience: Patience
    lanes: Lanes

    async def do(self, use_case: UseCase[C, R], command: C) -> R:
        """Run a use case in a unit of work of its own."""
        cause = Cause("job:webhooks", "", continue_trace(None))
        async with self.units.open(self.actor, cause, reading=not use_case.changes) as work:
            return await use_case(work, command)

    async def do_for(self, standing: Standing, use_case: UseCase[C, R], command: C) -> R:
        """Run a use case about an endpoint, in its lane."""
        async with self.lanes.step(standing):
            return await self.do(use_case, command)
