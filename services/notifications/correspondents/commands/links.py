"""Links: made when they are sent, opened and answered by their holder, and withdrawn by a keeper."""

from dataclasses import dataclass
from uuid import UUID

from services.notifications.correspondents.access import KEEPERS, held
from services.notifications.correspondents.model.correspondents import id_in
from services.notifications.correspondents.model.links import Link, LinkNotValid, digest_of
from services.notifications.correspondents.store.links import (
    insert_history,
    insert_link,
    lock_link,
    lock_link_by,
    save_link,
)
from services.notifications.inbox.commands.reading import save_seen
from services.notifications.inbox.model import Notice
from services.notifications.inbox.store import lock_notice
from services.notifications.invitations.commands import AnswerInvitation, save_answer_of
from services.notifications.invitations.model.invitations import CALLS
from services.notifications.matters.store import load_only_key
from shared.access import Work, nationwide, use_case
from shared.values.cooperation import InvitationAnswer


async def make_link(work: Work, notice: Notice, account: str) -> str | None:
    """The secret of a new link for a correspondent, or None if the link of this notice was withdrawn.

    It is made when it is sent, so only that message contains it.
    """
    id_ = id_in(account)
    if id_ is None:
        raise ValueError(f"{account} is no correspondent")
    link, secret = Link.to(notice, id_, work.now)
    if not await insert_link(work.connection, link):
        return None
    await insert_history(work.connection, link, "made", at=work.now, by=work.actor.account)
    return secret


@dataclass(frozen=True, slots=True)
class OpenLink:
    """The holder of a secret opens its link."""

    secret: str


@use_case(scope=held, visitors=True)
async def open_link(work: Work, command: OpenLink) -> Link:
    """Open a link for an hour. Following it is no opening: programs that check mail follow every link."""
    link = await lock_link_by(work.connection, digest_of(command.secret))
    opened = link.open(work.now)
    if opened is not link:
        await save_link(work.connection, opened)
        await insert_history(work.connection, opened, "opened", at=work.now, by=work.actor.account)
    return opened


@dataclass(frozen=True, slots=True)
class SeeNotice:
    """The holder of a secret says that the notice was seen."""

    secret: str


@use_case(scope=held, visitors=True)
async def see_notice(work: Work, command: SeeNotice) -> Link:
    """Mark the notice as read by its desk; a second time changes nothing."""
    link = await lock_link_by(work.connection, digest_of(command.secret))
    seen = link.see(work.now)
    if seen is not link:
        await save_link(work.connection, seen)
        await insert_history(work.connection, seen, "seen", at=work.now, by=work.actor.account)
        await save_seen(work, link.notice_id)
    return seen


@dataclass(frozen=True, slots=True)
class AnswerByLink:
    """The holder of a secret answers the invitation that its notice is; `deputy` is an office."""

    secret: str
    answer: InvitationAnswer
    deputy: str | None = None


@use_case(scope=held, visitors=True)
async def answer_by_link(work: Work, command: AnswerByLink) -> None:
    """Answer for the unit that the notice is addressed to, which is seen by that. Raises `LinkNotValid`."""
    link = await see_notice(work, SeeNotice(command.secret))
    notice = await lock_notice(work.connection, link.notice_id)
    meeting = await load_only_key(work.connection, link.notice_id, CALLS)
    if meeting is None:
        raise LinkNotValid
    answer = AnswerInvitation(UUID(meeting), UUID(notice.desk.unit), command.answer, command.deputy)
    await save_answer_of(work, answer)


@dataclass(frozen=True, slots=True)
class WithdrawLink:
    """A link that is to open nothing any more."""

    link_id: UUID


@use_case(*KEEPERS, scope=nationwide)
async def withdraw_link(work: Work, command: WithdrawLink) -> Link:
    """Withdraw a link; a second time changes nothing."""
    link = await lock_link(work.connection, command.link_id)
    withdrawn = link.withdraw(work.actor.account, work.now)
    if withdrawn is not link:
        await save_link(work.connection, withdrawn)
        await insert_history(work.connection, withdrawn, "withdrawn", at=work.now, by=work.actor.account)
    return withdrawn
