"""The addresses and habits of the actor itself; for keepers, an address that was refused."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.notifications.contacts.access import own_recipient, way_of
from services.notifications.contacts.model.recipients import Recipient
from shared.access import Work, anywhere, nationwide, use_case
from shared.values.capabilities import Capability
from shared.values.cooperation import Channel
from shared.values.desks import DESK_CAPABILITIES


@dataclass(frozen=True, slots=True)
class ShowRecipient:
    """The actor's own addresses and habits."""


@use_case(*DESK_CAPABILITIES, scope=anywhere, changes=False)
async def show_recipient(work: Work, _query: ShowRecipient) -> Recipient:
    """The addresses and habits of the actor; no one else is shown an address."""
    return await own_recipient(work)


@dataclass(frozen=True, slots=True)
class ShowRefusedWay:
    """An address that its server has refused."""

    way_id: UUID


@dataclass(frozen=True, slots=True)
class RefusedWay:
    """Whose address it is, in which channel, and since when it is refused; the address itself is not shown."""

    account: str
    channel: Channel
    given_at: datetime
    confirmed_at: datetime | None
    refused_at: datetime | None


@use_case(Capability.MASTER_DATA_KEEPER, Capability.OPERATOR, scope=nationwide, changes=False)
async def show_refused_way(work: Work, query: ShowRefusedWay) -> RefusedWay:
    """What a keeper has to know to ask the holder for the right address. Raises `RefusedWayNotFound`."""
    account, way = await way_of(work, query.way_id)
    return RefusedWay(account, way.channel, way.given_at, way.confirmed_at, way.refused_at)
