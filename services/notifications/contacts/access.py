"""Access to recipients: each account sees and changes its own record, with any position or none.

Keepers see which address was refused, but not the address.
"""

from uuid import UUID

from services.notifications.contacts.model.recipients import Recipient, RefusedWayNotFound, Way
from services.notifications.contacts.store import load_holder, load_recipient
from shared.access import Work


async def own_recipient(work: Work) -> Recipient:
    """The record of the actor."""
    return await load_recipient(work.connection, work.actor.account)


async def way_of(work: Work, way_id: UUID) -> tuple[str, Way]:
    """An address and its account. Raises `RefusedWayNotFound`."""
    account, channel = await load_holder(work.connection, way_id)
    way = (await load_recipient(work.connection, account)).ways.get(channel)
    if way is None:
        raise RefusedWayNotFound
    return account, way
