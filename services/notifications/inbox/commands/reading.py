"""A desk marks a notice as read."""

from dataclasses import dataclass
from uuid import UUID

from services.notifications.inbox.access import scope_to_change
from services.notifications.inbox.model import Notice
from services.notifications.inbox.store import lock_notice, save_reading
from shared.access import Work, use_case
from shared.contracts.notifications import NoticeRead
from shared.values.desks import DESK_CAPABILITIES


@dataclass(frozen=True, slots=True)
class MarkNoticeRead:
    """Mark a notice as read."""

    notice_id: UUID


@use_case(*DESK_CAPABILITIES, scope=scope_to_change)
async def mark_notice_read(work: Work, command: MarkNoticeRead) -> Notice:
    """Mark a notice as read by its desk; a second time changes nothing."""
    # Locked: when two requests run at the same time, only one emits the event.
    notice = await lock_notice(work.connection, command.notice_id)
    # The access check compares units, not desks: a facility's head passes it for the officer's desk as well.
    notice.require_reader(work.actor.grants)
    return await _read(work, notice)


async def save_seen(work: Work, notice_id: UUID) -> None:
    """Mark a notice as read by the actor, whose right to read it the caller has checked."""
    await _read(work, await lock_notice(work.connection, notice_id))


async def _read(work: Work, notice: Notice) -> Notice:
    read = notice.mark_read(work.now)
    if read is not notice:
        # The account is kept in the table only; the event names the desk.
        await save_reading(work.connection, read, work.actor.account)
        work.emit(NoticeRead(**read.named))
    return read
