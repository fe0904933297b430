"""Changes of a recipient: an address is given, confirmed by its code, or withdrawn; habits are chosen."""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime

from services.notifications.contacts.model.habits import Habits
from services.notifications.contacts.model.recipients import CODE_DIGITS, Recipient, Way, address_in
from services.notifications.contacts.store import (
    Happened,
    insert_history,
    load_recipient,
    lock_recipient,
    save_recipient,
    save_way,
    save_withdrawal,
)
from shared.access import Work, anywhere, nationwide, use_case
from shared.postgres.connections import Connection
from shared.values.capabilities import Capability
from shared.values.cooperation import Channel
from shared.values.desks import DESK_CAPABILITIES
from shared.web.preconditions import require_version

KEEPERS = (Capability.MASTER_DATA_KEEPER, Capability.OPERATOR)


@dataclass(frozen=True, slots=True)
class GiveWay:
    """An address of the actor itself, as it was written."""

    channel: Channel
    address: str


@use_case(*DESK_CAPABILITIES, scope=anywhere)
async def give_way(work: Work, command: GiveWay) -> Recipient:
    """Record the actor's address and have a code sent to it; it is used once that code was entered."""
    return await give(work, work.actor.account, command.channel, command.address)


@dataclass(frozen=True, slots=True)
class GiveWayFor:
    """An address of another account, as it was written."""

    account: str
    channel: Channel
    address: str


@use_case(*KEEPERS, scope=nationwide)
async def give_way_for(work: Work, command: GiveWayFor) -> Recipient:
    """Record the address of an account; only its holder can confirm it, and agrees by that."""
    return await give(work, command.account, command.channel, command.address)


async def give(work: Work, account: str, channel: Channel, written: str) -> Recipient:
    """Record an address as it was written; it has to be confirmed. Raises `AddressNotUsable`."""
    way = Way(channel, address_in(channel, written), work.actor.account, work.now)
    return await _save(work, await lock_recipient(work.connection, account), way)


async def _save(work: Work, recipient: Recipient, way: Way) -> Recipient:
    if not recipient.version:
        await save_recipient(work.connection, recipient)
    await save_way(work.connection, recipient.account, way)
    what: Happened = "confirmed" if way.is_usable else "given"
    await insert_history(work.connection, recipient.account, way.channel, what, at=work.now, by=work.actor.account)
    return replace(recipient, ways={**recipient.ways, way.channel: way})


@dataclass(frozen=True, slots=True)
class ConfirmWay:
    """The code that came to the actor's address."""

    channel: Channel
    code: str


@dataclass(frozen=True, slots=True)
class Confirmation:
    """Whether the code was right, and how often another one may be tried."""

    recipient: Recipient
    confirmed: bool
    tries_left: int


@use_case(*DESK_CAPABILITIES, scope=anywhere)
async def confirm_way(work: Work, command: ConfirmWay) -> Confirmation:
    """Confirm the actor's address. A wrong code is no refusal, because a refusal would undo its count."""
    recipient = await lock_recipient(work.connection, work.actor.account)
    way = recipient.waiting_way(command.channel)
    if way is None:
        return Confirmation(recipient, confirmed=False, tries_left=0)
    if not way.accepts(command.code, work.now):
        missed = way.miss()
        await save_way(work.connection, recipient.account, missed)
        return Confirmation(recipient, confirmed=False, tries_left=missed.tries_left)
    return Confirmation(await _save(work, recipient, way.confirm(work.now)), confirmed=True, tries_left=0)


@dataclass(frozen=True, slots=True)
class WithdrawWay:
    """The actor stops notices in this channel."""

    channel: Channel


@use_case(*DESK_CAPABILITIES, scope=anywhere)
async def withdraw_way(work: Work, command: WithdrawWay) -> Recipient:
    """Delete the actor's address; a second time changes nothing."""
    recipient = await lock_recipient(work.connection, work.actor.account)
    if command.channel not in recipient.ways:
        return recipient
    await save_withdrawal(work.connection, recipient.account, command.channel)
    await insert_history(
        work.connection, recipient.account, command.channel, "withdrawn", at=work.now, by=work.actor.account
    )
    kept = {channel: way for channel, way in recipient.ways.items() if channel != command.channel}
    return replace(recipient, ways=kept)


@dataclass(frozen=True, slots=True)
class ChooseHabits:
    """The actor's habits, whole."""

    habits: Habits
    expected_version: int


@use_case(*DESK_CAPABILITIES, scope=anywhere)
async def choose_habits(work: Work, command: ChooseHabits) -> Recipient:
    """Save the times, channels and subjects that the actor chooses for notices."""
    recipient = await lock_recipient(work.connection, work.actor.account)
    require_version(recipient.version, command.expected_version)
    saved = replace(recipient, habits=command.habits, version=recipient.version + 1)
    await save_recipient(work.connection, saved)
    await insert_history(work.connection, saved.account, None, "habits", at=work.now, by=work.actor.account)
    return saved


async def make_code(connection: Connection, account: str, channel: Channel, now: datetime) -> tuple[str, str] | None:
    """The address of an account and a new code for it; None if none waits for one.

    The code is made when it is sent, so only that message contains it.
    """
    way = (await load_recipient(connection, account)).ways.get(channel)
    if way is None or way.is_usable:
        return None
    code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"
    await save_way(connection, account, way.with_code(code, now))
    return way.address, code


async def refuse_address(connection: Connection, account: str, channel: Channel, now: datetime) -> None:
    """Record that the server of an address does not know it: nothing more is sent there."""
    way = (await load_recipient(connection, account)).ways.get(channel)
    if way is not None and way.refused_at is None:
        await save_way(connection, account, replace(way, refused_at=now))
        await insert_history(connection, account, channel, "refused", at=now, by="system:notifications")
