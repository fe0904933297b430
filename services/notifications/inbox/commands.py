"""Changes of the inbox: an event creates notices, and a desk marks a notice as read."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from services.notifications.directory.model import Desk
from services.notifications.inbox.access import scope_to_change
from services.notifications.inbox.model import Notice
from services.notifications.inbox.store import insert_notices, lock_notice, save_reading
from services.notifications.rules.model.audiences import Concerned
from services.notifications.rules.model.rules import Rule
from services.notifications.rules.shipped import shipped_rulebook
from services.notifications.templates.shipped import shipped_templates
from shared.access import Work, nationwide, use_case
from shared.access.positions import CAPITAL_ZONE
from shared.contracts.event import Event
from shared.contracts.notifications import NoticeIssued, NoticeRead
from shared.values.desks import DESK_CAPABILITIES
from shared.values.ids import new_id
from shared.values.terms import day_in


@dataclass(frozen=True, slots=True)
class IssueNotices:
    """Create the notices of an event that happened at `occurred_at`."""

    event: Event
    event_id: UUID
    occurred_at: datetime
    concerned: Concerned


@use_case(scope=nationwide)
async def issue_notices(work: Work, command: IssueNotices) -> None:
    """Create one notice per rule and desk, unless it exists. System only."""
    rules = shipped_rulebook().rules_for(command.event.type, command.event)
    notices = [_notice(command, rule, desk, work.now) for rule in rules for desk in rule.desks(command.concerned)]
    issued = await insert_notices(work.connection, notices)
    for notice in notices:
        if notice.id in issued:
            work.emit(
                NoticeIssued(notice_id=notice.id, rule=notice.rule, desk=str(notice.desk), severity=notice.severity)
            )


def _notice(command: IssueNotices, rule: Rule, desk: Desk, now: datetime) -> Notice:
    facility = command.concerned.facility_for(desk)
    zone = facility.zone if facility else CAPITAL_ZONE
    # Counted from the time of the event, not from now: a notice about an old event may already have expired.
    until = day_in(zone, command.occurred_at) + timedelta(days=rule.useful_days)
    own = command.concerned.items_of(desk)
    rendered = shipped_templates().render(rule.template, event=command.event, own=own, until=until)
    return Notice(
        id=new_id(),
        business_key=rule.business_key(command.event, command.event_id, desk),
        rule=rule.name,
        desk=desk,
        event_id=command.event_id,
        event_type=command.event.type,
        facility_id=facility.id if facility else None,
        region=facility.region if facility else None,
        subject=rendered.subject,
        body=rendered.body,
        severity=rule.severity,
        useful_until=until,
        zone=zone,
        issued_at=now,
    )


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
        work.emit(NoticeRead(notice_id=read.id, rule=read.rule, desk=str(read.desk), severity=read.severity))
    return read
