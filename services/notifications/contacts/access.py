"""Access to recipients: each account sees and changes its own record, with any position or none."""

from services.notifications.contacts.model.recipients import Recipient
from services.notifications.contacts.store import load_recipient
from shared.access import Work


async def own_recipient(work: Work) -> Recipient:
    """The record of the actor."""
    return await load_recipient(work.connection, work.actor.account)
