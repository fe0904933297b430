"""Reads the mailbox for bounces: each message is recorded in a unit of work, and marked as seen after the commit."""

import asyncio
from typing import Literal

import structlog
from prometheus_client import Counter

from services.notifications.delivery.commands.bouncing import RecordBounce, record_bounce
from services.notifications.delivery.gateway.mailbox import MAILBOX_ERRORS, Mailbox, open_mailbox
from services.notifications.delivery.model.bounces import BounceUnreadable
from shared.access import Actor
from shared.events.envelope import Cause
from shared.events.unit_of_work import UnitsOfWork
from shared.operations.crash_points import crash_point
from shared.operations.settings import Settings
from shared.operations.traces import continue_trace
from shared.postgres.connections import TRANSIENT

log = structlog.get_logger()
READ = Counter("sinergi_bounces_read_total", "Messages in the mailbox for bounces", ("effect",))
Effect = Literal["failed", "noted", "unknown", "unreadable", "broken"]


class BounceReader:
    """Reads the mailbox, if there is one, again and again."""

    def __init__(self, settings: Settings, actor: Actor) -> None:
        self._settings, self._actor = settings, actor

    async def run(self, units: UnitsOfWork[Actor]) -> None:
        """Read until cancelled."""
        while self._settings.bounce_host:
            try:
                async with open_mailbox(self._settings, self._settings.bounce_host) as mailbox:
                    for uid in await mailbox.list_unseen():
                        await self._take(units, mailbox, uid)
            except (*MAILBOX_ERRORS, *TRANSIENT) as error:
                # Without the sentence of the server, which may have addresses.
                log.warning("bounces_retrying", error=type(error).__name__)
            await asyncio.sleep(self._settings.bounce_interval_seconds)

    async def _take(self, units: UnitsOfWork[Actor], mailbox: Mailbox, uid: bytes) -> None:
        effect = await self._record(units, await mailbox.read(uid))
        crash_point("bounces.recorded")
        # A message that cannot be recorded is for people: it must hold up neither the others nor the next round.
        await mailbox.mark_seen(uid, flagged=effect in {"unreadable", "broken"})
        READ.labels(effect).inc()
        log.info("bounce_read", effect=effect)

    async def _record(self, units: UnitsOfWork[Actor], message: bytes) -> Effect:
        try:
            async with units.open(self._actor, Cause("mailbox", "", continue_trace(None))) as work:
                return await record_bounce(work, RecordBounce(message))
        except BounceUnreadable:
            return "unreadable"
        except TRANSIENT:
            raise
        except Exception as error:  # noqa: BLE001 -- one bad message never stops the others
            log.warning("bounce_broken", error=type(error).__name__)
            return "broken"
