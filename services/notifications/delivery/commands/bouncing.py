"""Bounces: a server took a message, and reports afterwards that it did not arrive."""

from dataclasses import dataclass
from typing import Literal

from services.notifications.delivery.commands.sending import announce_failure, refuse
from services.notifications.delivery.model.bounces import bounce_in
from services.notifications.delivery.store import lock_sent, save_bounced
from shared.access import Work, nationwide, use_case
from shared.values.capabilities import Capability

BounceEffect = Literal["failed", "noted", "unknown"]
"""`unknown`: the report is about no delivery on record; `noted`: it is not final, or was reported before."""


@dataclass(frozen=True, slots=True)
class RecordBounce:
    """The report of a mail server, as it came."""

    report: bytes


@use_case(Capability.OPERATOR, scope=nationwide)
async def record_bounce(work: Work, command: RecordBounce) -> BounceEffect:
    """Mark the delivery as failed, and its address as refused if the server does not know it."""
    bounce = bounce_in(command.report)
    delivery = await lock_sent(work.connection, bounce.delivery_id)
    if delivery is None:
        return "unknown"
    if not bounce.final or not await save_bounced(work.connection, delivery, bounce.status, work.now):
        return "noted"
    if bounce.address:
        await refuse(work, delivery)
    await announce_failure(work, delivery, "bounced")
    return "failed"
