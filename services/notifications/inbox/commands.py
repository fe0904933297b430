"""Changes of the inbox: an event opens and closes matters, and a desk marks a notice as read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from services.notifications.directory.model import Desk
from services.notifications.inbox.access import scope_to_change
from services.notifications.inbox.model import MORE_RECENT, Notice
from services.notifications.inbox.store import (
    insert_notices,
    load_living,
    load_open_matters,
    lock_living,
    lock_notice,
    save_notices,
    save_reading,
)
from services.notifications.matters.model import Closing, Matter
from services.notifications.matters.store import (
    load_closings,
    load_openings,
    lock_matters,
    save_closings,
    save_matters,
)
from services.notifications.rules.model.audiences import Concerned
from services.notifications.rules.model.rules import Rule
from services.notifications.rules.shipped import shipped_rulebook
from services.notifications.templates.shipped import shipped_templates
from shared.access import Work, nationwide, use_case
from shared.access.positions import CAPITAL_ZONE
from shared.contracts.event import Event
from shared.contracts.notifications import NoticeClosed, NoticeIssued, NoticeRead
from shared.postgres.connections import Connection
from shared.values.desks import DESK_CAPABILITIES
from shared.values.terms import day_in

BEFORE_ALL = UUID(int=0)


@dataclass(frozen=True, slots=True)
class ApplyRules:
    """Open and close the matters of an event that happened at `occurred_at`."""

    event: Event
    event_id: UUID
    occurred_at: datetime
    concerned: Concerned


@use_case(scope=nationwide)
async def apply_rules(work: Work, command: ApplyRules) -> None:
    """Open and close matters, and let each notice show those that are open. System only.

    The result does not depend on the order in which events are applied.
    """
    closings, matters = _closings(command), _matters(command, work.now)
    if not (closings or matters):
        return
    await lock_matters(work.connection)
    lost = await save_closings(work.connection, closings)
    fresh = await _still_to_open(work.connection, matters)
    gained, moved = await _open(work, fresh)
    await _refresh(work, command.event.type, gained=gained, lost=lost, moved=moved)


def _closings(command: ApplyRules) -> list[Closing]:
    event = command.event
    return [
        Closing(rule.name, key, command.event_id, event.type)
        for rule in shipped_rulebook().rules
        for key in sorted(rule.keys_closed_by(event.type, event))
    ]


def _matters(command: ApplyRules, now: datetime) -> list[Matter]:
    """The matters that the event opens; none that would be useful only until a day that is over."""
    rules = shipped_rulebook().rules_for(command.event.type, command.event)
    matters = [_matter(command, rule, desk) for rule in rules for desk in rule.desks(command.concerned)]
    return [matter for matter in matters if matter.useful_until >= day_in(matter.zone, now)]


def _matter(command: ApplyRules, rule: Rule, desk: Desk) -> Matter:
    facility = command.concerned.facility_for(desk)
    zone = facility.zone if facility and desk.scope_kind != "nation" else CAPITAL_ZONE
    # Counted from the time of the event, not from now: what happened long ago has no use any more.
    day = day_in(zone, command.occurred_at)
    until = day + timedelta(days=rule.useful_days)
    own = command.concerned.items_of(desk)
    rendered = shipped_templates().render(rule.template, event=command.event, own=own, until=until)
    return Matter(
        rule=rule.name,
        business_key=rule.business_key(command.event, command.event_id),
        desk=desk,
        rule_group=rule.group or rule.name,
        opened_by=command.event_id,
        event_type=command.event.type,
        opened_on=day,
        facility_id=facility.id if facility else None,
        region=facility.region if facility else None,
        subject=rendered.subject,
        body=rendered.body,
        severity=rule.severity,
        useful_until=until,
        zone=zone,
    )


async def _still_to_open(connection: Connection, matters: Sequence[Matter]) -> list[Matter]:
    """The matters that no later event has closed, and that no later event or repetition has opened."""
    closed = await load_closings(connection, {matter.cause for matter in matters})
    opened = await load_openings(connection, matters)
    return [
        matter
        for matter in matters
        if closed.get(matter.cause, BEFORE_ALL) < matter.opened_by
        and opened.get((*matter.cause, str(matter.desk)), BEFORE_ALL) < matter.opened_by
    ]


async def _open(work: Work, matters: Sequence[Matter]) -> tuple[set[UUID], set[UUID]]:
    """Save matters with the notices at their places; return these notices, and those that showed them before."""
    if not matters:
        return set(), set()
    living = await load_living(work.connection, {matter.place for matter in matters})
    new = {matter.place: Notice.issue(matter, work.now) for matter in matters if matter.place not in living}
    await insert_notices(work.connection, list(new.values()))
    for notice in new.values():
        work.emit(NoticeIssued(**_named(notice)))
    living |= {place: notice.id for place, notice in new.items()}
    moved = await save_matters(work.connection, matters, [living[matter.place] for matter in matters])
    return {living[matter.place] for matter in matters}, moved


async def _refresh(work: Work, event_type: str, *, gained: set[UUID], lost: set[UUID], moved: set[UUID]) -> None:
    """Let notices show their open matters, and close those that have none: their matters were closed or have moved."""
    notices = await lock_living(work.connection, gained | lost | moved)
    matters = await load_open_matters(work.connection, notices)
    changed = []
    for notice in notices:
        if notice.id in matters:
            name = shipped_rulebook().name_of_group(notice.rule_group)
            shown = notice.show(matters[notice.id], name, opened=notice.id in gained)
        else:
            because = shipped_rulebook().closed_because[event_type] if notice.id in lost else MORE_RECENT
            shown = notice.close(because, work.now)
            work.emit(NoticeClosed(**_named(shown)))
        if shown is not notice:
            changed.append(shown)
    await save_notices(work.connection, changed)


def _named(notice: Notice) -> dict[str, Any]:
    return {
        "notice_id": notice.id,
        "version": notice.version,
        "rule": notice.rule,
        "desk": str(notice.desk),
        "severity": notice.severity,
    }


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
    read = notice.mark_read(work.now)
    if read is not notice:
        # The account is kept in the table only; the event names the desk.
        await save_reading(work.connection, read, work.actor.account)
        work.emit(NoticeRead(**_named(read)))
    return read
