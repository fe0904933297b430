"""Sending: deliveries that are due become letters, and what the servers made of them is recorded.

Between the two, no transaction is open: a server may take a minute to answer.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from services.notifications.contacts.commands.ways import make_code, refuse_address
from services.notifications.contacts.model.recipients import Recipient
from services.notifications.contacts.store import load_recipients
from services.notifications.correspondents.commands.keeping import refuse_correspondent
from services.notifications.correspondents.commands.links import make_link
from services.notifications.correspondents.store.correspondents import load_among
from services.notifications.delivery.commands.weeks import why_not_week, write_week
from services.notifications.delivery.model import messages
from services.notifications.delivery.model.deliveries import CODE_EXPIRES, Delivery, Outcome, step_after
from services.notifications.delivery.model.messages import Message, Told
from services.notifications.delivery.model.recipients import recipient_of
from services.notifications.delivery.store import (
    load_told_notices,
    lock_due,
    save_attempt,
    save_dropped,
    save_postponed,
)
from services.notifications.directory.model import Desk, desks_of
from services.notifications.inbox.model import Notice
from services.notifications.invitations.gateway import calendar_file, page_of
from services.notifications.invitations.model.invitations import CALLS
from services.notifications.invitations.store import load_invitation
from services.notifications.matters.store import load_only_key
from shared.access import Work, nationwide, use_case
from shared.access.positions import CAPITAL_ZONE, load_actor
from shared.contracts.notifications import DeliveryFailed
from shared.values.capabilities import Grant
from shared.values.cooperation import Channel, DeliveryCause
from shared.values.terms import day_in


@dataclass(frozen=True, slots=True)
class Letter:
    """A message to an address, and the deliveries that it makes: several for the message of a day."""

    deliveries: tuple[Delivery, ...]
    channel: Channel
    address: str
    message: Message


@dataclass(frozen=True, slots=True)
class TakeLetters:
    """Take the due letters in these channels. `off` are the channels not set up.

    `origin` is Sinergi's address, `sender` that of its mail.
    """

    channels: Collection[Channel]
    off: Collection[Channel]
    origin: str
    sender: str
    limit: int


@use_case(scope=nationwide)
async def take_letters(work: Work, command: TakeLetters) -> list[Letter]:
    """Lease the due deliveries, drop those no longer needed, and write the rest. System only."""
    unset = await lock_due(work.connection, command.off, work.now, command.limit) if command.off else []
    await save_dropped(work.connection, {each.id: "channel_off" for each in unset}, work.now)
    due = await lock_due(work.connection, command.channels, work.now, command.limit) if command.channels else []
    if not due:
        return []
    notices = await load_told_notices(work.connection, {each.notice_id for each in due if each.notice_id})
    holders = await _holders(work, due)
    dropped: dict[UUID, DeliveryCause] = {}
    postponed: dict[UUID, datetime] = {}
    kept = []
    for each in due:
        notice, holder = notices.get(each.notice_id) if each.notice_id else None, holders[each.account]
        if cause := _why_not(each, notice, holder, work.now):
            dropped[each.id] = cause
        elif (moment := _moment(each, notice, holder.recipient, work.now)) > work.now:
            postponed[each.id] = moment
        else:
            kept.append(each)
    letters, gone = await _letters(work, kept, notices, holders, command.origin)
    letters = [await _with_calendar(work, each, notices, command) for each in letters]
    await save_dropped(work.connection, dropped | gone, work.now)
    await save_postponed(work.connection, postponed)
    return letters


@dataclass(frozen=True, slots=True)
class _Holder:
    """A recipient, its grants, and the desks that it holds now; None: every desk of its deliveries."""

    recipient: Recipient
    grants: tuple[Grant, ...]
    desks: Collection[Desk] | None


async def _holders(work: Work, due: Sequence[Delivery]) -> dict[str, _Holder]:
    """The holders of the accounts of deliveries."""
    accounts = {each.account for each in due if not each.by_link}
    holders: dict[str, _Holder] = {}
    for account, recipient in (await load_recipients(work.connection, accounts)).items():
        grants = (await load_actor(work.connection, account, work.now)).grants
        holders[account] = _Holder(recipient, grants, desks_of(grants))
    for account, correspondent in (await load_among(work.connection, {each.account for each in due})).items():
        # A contact acts for everything beneath its partner, so the desk of the notice may be that of another one.
        desks: Collection[Desk] | None = None if correspondent.is_reached(day_in(CAPITAL_ZONE, work.now)) else ()
        holders[account] = _Holder(recipient_of(correspondent), (), desks)
    return holders


def _why_not(delivery: Delivery, notice: Notice | None, holder: _Holder, now: datetime) -> DeliveryCause | None:
    """Why a delivery is not sent any more, or None."""
    if delivery.week:
        return why_not_week(delivery.week, holder.recipient, holder.grants, now)
    if notice is None:
        return "expired" if now > delivery.made_at + CODE_EXPIRES else None
    way, desks = holder.recipient.ways.get(delivery.channel), holder.desks
    reasons: tuple[tuple[bool, DeliveryCause], ...] = (
        (notice.closed_at is not None, "closed"),
        (notice.read_at is not None, "read"),
        (notice.expired(now), "expired"),
        (desks is not None and Desk.parse(delivery.desk or "") not in desks, "position_ended"),
        (way is None or not way.is_usable, "no_address"),
    )
    return next((cause for holds, cause in reasons if holds), None)


def _moment(delivery: Delivery, notice: Notice | None, recipient: Recipient, now: datetime) -> datetime:
    """When to send: a sender that was away must not make up for it at night."""
    if notice is None or delivery.daily or delivery.severity == "critical":
        return now
    return recipient.habits.earliest(now, notice.zone)


async def _letters(
    work: Work,
    deliveries: Sequence[Delivery],
    notices: Mapping[UUID, Notice],
    holders: Mapping[str, _Holder],
    origin: str,
) -> tuple[list[Letter], dict[UUID, DeliveryCause]]:
    letters: list[Letter] = []
    gone: dict[UUID, DeliveryCause] = {}
    days: dict[tuple[str, Channel], list[Delivery]] = {}
    for each in deliveries:
        key, holder = str(each.id), holders[each.account]
        if each.week:
            message = await write_week(work, each, holder.grants, origin)
            letters.append(Letter((each,), each.channel, holder.recipient.ways[each.channel].address, message))
        elif each.notice_id is None:
            made = await make_code(work.connection, each.account, each.channel, work.now)
            if made is None:
                gone[each.id] = "no_address"
            else:
                address, code = made
                letters.append(Letter((each,), each.channel, address, messages.of_code(key, code)))
        elif each.by_link:
            letter = await _with_link(work, each, notices[each.notice_id], holder.recipient, origin)
            if letter is None:
                gone[each.id] = "link_withdrawn"
            else:
                letters.append(letter)
        elif each.daily:
            days.setdefault((each.account, each.channel), []).append(each)
        else:
            address = holder.recipient.ways[each.channel].address
            message = messages.of_notice(key, _told(each, notices), origin)
            letters.append(Letter((each,), each.channel, address, message))
    letters += [
        _of_day(work, parts, notices, holders[account].recipient, origin) for (account, _), parts in days.items()
    ]
    return letters, gone


def _of_day(
    work: Work, parts: Sequence[Delivery], notices: Mapping[UUID, Notice], recipient: Recipient, origin: str
) -> Letter:
    told, channel = [_told(each, notices) for each in parts], parts[0].channel
    day = day_in(recipient.habits.zone or CAPITAL_ZONE, work.now)
    message = messages.of_day(str(parts[0].id), told, origin, day)
    return Letter(tuple(parts), channel, recipient.ways[channel].address, message)


async def _with_link(
    work: Work, delivery: Delivery, notice: Notice, recipient: Recipient, origin: str
) -> Letter | None:
    """The message with a new link; None if the link of the notice was withdrawn."""
    secret = await make_link(work, notice, delivery.account)
    if secret is None:
        return None
    told = Told(notice.id, notice.subject, notice.body, again=delivery.kind == "again")
    message = messages.of_link(str(delivery.id), told, f"{origin}/tautan?kunci={secret}")
    return Letter((delivery,), delivery.channel, recipient.ways[delivery.channel].address, message)


async def _with_calendar(work: Work, letter: Letter, notices: Mapping[UUID, Notice], command: TakeLetters) -> Letter:
    """The letter with the file for the calendar, if it is an e-mail about one call of a meeting."""
    notice_id = letter.deliveries[0].notice_id
    if letter.channel != "email" or notice_id is None or notices[notice_id].event_type not in CALLS:
        return letter
    meeting = await load_only_key(work.connection, notice_id, CALLS)
    if meeting is None:
        return letter
    invitation = await load_invitation(work.connection, UUID(meeting))
    page = page_of(invitation.invitation_id, command.origin)
    made = calendar_file(invitation, page, sender=command.sender, now=work.now, attendee=letter.address)
    return replace(letter, message=replace(letter.message, calendar=messages.Calendar(made.content, made.method)))


def _told(delivery: Delivery, notices: Mapping[UUID, Notice]) -> Told:
    notice = notices[delivery.notice_id] if delivery.notice_id else None
    if notice is None:
        raise ValueError(f"delivery {delivery.id} tells no notice")
    return Told(notice.id, notice.subject, notice.body, again=delivery.kind == "again")


async def refuse(work: Work, delivery: Delivery) -> None:
    """Record that the server of a delivery's address does not know it: nothing more is sent there."""
    if delivery.by_link:
        await refuse_correspondent(work.connection, delivery.account, work.now)
    else:
        await refuse_address(work.connection, delivery.account, delivery.channel, work.now)


@dataclass(frozen=True, slots=True)
class RecordOutcome:
    """The server's result for a letter, and the time that it took."""

    letter: Letter
    outcome: Outcome
    milliseconds: int


@use_case(scope=nationwide)
async def record_outcome(work: Work, command: RecordOutcome) -> None:
    """Record the attempt of each delivery in a letter, and what follows from it. System only."""
    for each in command.letter.deliveries:
        step = step_after(command.outcome, each, work.now)
        saved = await save_attempt(
            work.connection, each, command.outcome, step, now=work.now, milliseconds=command.milliseconds
        )
        if not saved or step.cause is None:
            continue
        if step.cause == "address_refused":
            await refuse(work, each)
        await announce_failure(work, each, step.cause)


async def announce_failure(work: Work, delivery: Delivery, cause: DeliveryCause) -> None:
    """Emit that a notice did not arrive; a code that did not is nobody's matter but its account's."""
    notices = await load_told_notices(work.connection, [delivery.notice_id] if delivery.notice_id else [])
    for notice in notices.values():
        sent = {"delivery_id": delivery.id, "channel": delivery.channel}
        work.emit(DeliveryFailed(**notice.named, **sent, cause=cause))
