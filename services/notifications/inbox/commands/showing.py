"""Matters at their notices: a notice is issued with its first matter, shows those that are open, and closes."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from services.notifications.inbox.model import MORE_RECENT, Notice
from services.notifications.inbox.store import (
    insert_notices,
    load_living,
    load_open_matters,
    lock_living,
    save_notices,
)
from services.notifications.matters.model import Matter
from services.notifications.matters.store import load_closings, load_openings, save_matters
from services.notifications.rules.shipped import shipped_rulebook
from shared.access import Work
from shared.contracts.notifications import NoticeClosed, NoticeIssued
from shared.postgres.connections import Connection
from shared.values.texts import Text

BEFORE_ALL = UUID(int=0)


async def still_to_open(connection: Connection, matters: Sequence[Matter]) -> list[Matter]:
    """The matters that no later event has closed, and that no later event or repetition has opened."""
    closed = await load_closings(connection, {matter.cause for matter in matters})
    opened = await load_openings(connection, matters)
    return [
        matter
        for matter in matters
        if closed.get(matter.cause, BEFORE_ALL) < matter.opened_by
        and opened.get((*matter.cause, str(matter.desk)), BEFORE_ALL) < matter.opened_by
    ]


@dataclass(frozen=True, slots=True)
class Opened:
    """The notices that show matters which were just opened, and by how many each notice shows more (or fewer)."""

    notice_ids: frozenset[UUID] = frozenset()
    change: Counter[UUID] = field(default_factory=Counter)


async def open_matters(work: Work, matters: Sequence[Matter]) -> Opened:
    """Save matters with the notices at their places, which are issued where there are none."""
    if not matters:
        return Opened()
    living = await load_living(work.connection, {matter.place for matter in matters})
    new = {matter.place: Notice.issue(matter, work.now) for matter in matters if matter.place not in living}
    await insert_notices(work.connection, list(new.values()))
    for notice in new.values():
        work.emit(NoticeIssued(**notice.named))
    living |= {place: notice.id for place, notice in new.items()}
    notice_ids = [living[matter.place] for matter in matters]
    change = await save_matters(work.connection, matters, notice_ids)
    # A new notice was issued with one of its matters: it counts this one already, and shows it if there is no other.
    for notice in new.values():
        change[notice.id] -= 1
        if not change[notice.id]:
            del change[notice.id]
    return Opened(frozenset(notice_ids), change)


async def refresh_notices(work: Work, because: Text, *, opened: Opened, lost: Counter[UUID]) -> None:
    """Let notices show their open matters, and close those that have none: `because` of an event, or of a newer one."""
    if not (opened.change or lost):
        return
    notices = await lock_living(work.connection, opened.change.keys() | lost.keys())
    counts = {each.id: each.matters + opened.change[each.id] - lost[each.id] for each in notices}
    matters = await load_open_matters(work.connection, notices, counts)
    changed = []
    for notice in notices:
        if notice.id in matters:
            name = shipped_rulebook().name_of_group(notice.rule_group)
            shown = notice.show(matters[notice.id], name, opened=notice.id in opened.notice_ids)
        else:
            shown = notice.close(because if notice.id in lost else MORE_RECENT, work.now)
            work.emit(NoticeClosed(**shown.named))
        if shown is not notice:
            changed.append(shown)
    await save_notices(work.connection, changed)


async def repeat_notices(work: Work, notice_ids: Collection[UUID]) -> None:
    """Mark living notices as unread again, because no account has acted on their matter."""
    notices = await lock_living(work.connection, notice_ids)
    await save_notices(work.connection, [notice.repeat() for notice in notices])
