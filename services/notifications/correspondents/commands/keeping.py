"""Registering correspondents, and ending them: with a correspondent its links end."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from services.notifications.correspondents.access import KEEPERS
from services.notifications.correspondents.model.correspondents import Correspondent, CorrespondentPartnerUnknown, id_in
from services.notifications.correspondents.store.correspondents import (
    insert_correspondent,
    load_partner_known,
    lock_correspondent,
    save_correspondent,
)
from services.notifications.correspondents.store.links import insert_history, lock_links_of, save_link
from shared.access import Work, nationwide, use_case
from shared.postgres.connections import Connection
from shared.values.cooperation import Channel
from shared.web.preconditions import require_version


@dataclass(frozen=True, slots=True)
class RegisterCorrespondent:
    """An office of a partner and its address, as it was written."""

    partner_id: UUID
    office: str
    channel: Channel
    address: str
    consent: str | None
    valid_until: date | None


@use_case(*KEEPERS, scope=nationwide)
async def register_correspondent(work: Work, command: RegisterCorrespondent) -> Correspondent:
    """Register an office that is reached without an account."""
    if not await load_partner_known(work.connection, command.partner_id):
        raise CorrespondentPartnerUnknown
    correspondent = Correspondent.given(
        command.partner_id,
        command.office,
        command.channel,
        command.address,
        consent=command.consent,
        valid_until=command.valid_until,
        by=work.actor.account,
        at=work.now,
    )
    await insert_correspondent(work.connection, correspondent)
    return correspondent


@dataclass(frozen=True, slots=True)
class EndCorrespondent:
    """The office is no contact of the partner any more."""

    correspondent_id: UUID
    expected_version: int


@use_case(*KEEPERS, scope=nationwide)
async def end_correspondent(work: Work, command: EndCorrespondent) -> Correspondent:
    """End a correspondent and withdraw its links; nothing more is sent to it."""
    correspondent = await lock_correspondent(work.connection, command.correspondent_id)
    require_version(correspondent.version, command.expected_version)
    ended = correspondent.end(work.actor.account, work.now)
    await save_correspondent(work.connection, ended)
    for link in await lock_links_of(work.connection, ended.id):
        await save_link(work.connection, link.withdraw(work.actor.account, work.now))
        await insert_history(work.connection, link, "withdrawn", at=work.now, by=work.actor.account)
    return ended


async def refuse_correspondent(connection: Connection, account: str, now: datetime) -> None:
    """Record that the server of its address does not know it: nothing more is sent there."""
    id_ = id_in(account)
    if id_ is not None:
        correspondent = await lock_correspondent(connection, id_)
        if correspondent.refused_at is None:
            await save_correspondent(
                connection, replace(correspondent, refused_at=now, version=correspondent.version + 1)
            )
