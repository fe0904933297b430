"""An address that its server does not know: a keeper replaces it, or states that it is right."""

from dataclasses import dataclass
from uuid import UUID

from services.notifications.contacts.commands.ways import KEEPERS, give
from services.notifications.contacts.model.recipients import Recipient, RefusedWayNotFound, Way
from services.notifications.contacts.store import insert_history, load_holder, lock_recipient, save_way
from shared.access import Work, nationwide, use_case


@dataclass(frozen=True, slots=True)
class ReplaceRefusedWay:
    """Another address for one that was refused, as it was written."""

    way_id: UUID
    address: str


@use_case(*KEEPERS, scope=nationwide)
async def replace_refused_way(work: Work, command: ReplaceRefusedWay) -> Recipient:
    """Record another address; only its holder can confirm it, by the code that is sent there."""
    recipient, way = await _refused(work, command.way_id)
    return await give(work, recipient.account, way.channel, command.address)


@dataclass(frozen=True, slots=True)
class AffirmRefusedWay:
    """The address is right: its server was wrong when it refused it."""

    way_id: UUID


@use_case(*KEEPERS, scope=nationwide)
async def affirm_refused_way(work: Work, command: AffirmRefusedWay) -> Recipient:
    """Use the address again; if its server refuses it once more, it waits at the keeper again."""
    recipient, way = await _refused(work, command.way_id)
    account, channel = recipient.account, way.channel
    await save_way(work.connection, account, way.affirmed())
    await insert_history(work.connection, account, channel, "affirmed", at=work.now, by=work.actor.account)
    return await lock_recipient(work.connection, account)


async def _refused(work: Work, way_id: UUID) -> tuple[Recipient, Way]:
    """The locked record, and its refused address. Raises `RefusedWayNotFound`, `WayNotRefused`."""
    account, channel = await load_holder(work.connection, way_id)
    recipient = await lock_recipient(work.connection, account)
    way = recipient.ways.get(channel)
    if way is None:
        raise RefusedWayNotFound
    way.require_refused()
    return recipient, way
