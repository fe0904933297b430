"""What changes in the inbox: an event brings notices before desks, and somebody reads one."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from services.notifications.directory.model import DESK_CAPABILITIES, Desk
from services.notifications.inbox.model import Notice
from services.notifications.inbox.store import insert_notices, load_desk, lock_notice, save_reading
from services.notifications.rules.audiences import Concerned
from services.notifications.rules.model import Rule
from services.notifications.rules.rulebook import rulebook
from services.notifications.templates.rendering import templates
from shared.access import Work, nationwide, use_case
from shared.access.positions import CAPITAL_ZONE
from shared.contracts.event import Event
from shared.contracts.notifications import NoticeIssued, NoticeRead
from shared.values.capabilities import Scope
from shared.values.ids import new_id
from shared.values.terms import day_in


@dataclass(frozen=True, slots=True)
class IssueNotices:
    """Tell of an event, as it happened at `occurred_at`."""

    event: Event
    event_id: UUID
    occurred_at: datetime


@use_case(scope=nationwide)
async def issue_notices(work: Work, command: IssueNotices) -> None:
    """Lay a notice before every desk that the rules name, unless it lies there already. Only Sinergi itself may."""
    rules = rulebook().rules_for(command.event.type, command.event)
    concerned = Concerned.by(command.event)
    notices = [
        _notice(command, concerned, rule, desk, work.now) for rule in rules for desk in rule.desks(command.event)
    ]
    issued = await insert_notices(work.connection, notices)
    for notice in notices:
        if notice.id in issued:
            work.emit(
                NoticeIssued(notice_id=notice.id, rule=notice.rule, desk=str(notice.desk), severity=notice.severity)
            )


def _notice(command: IssueNotices, concerned: Concerned, rule: Rule, desk: Desk, now: datetime) -> Notice:
    home = concerned.home_of(desk)
    zone = home.zone if home else CAPITAL_ZONE
    # From when it happened, not from now: the past is no news, and a notice of it may be of no use when it is laid.
    until = day_in(zone, command.occurred_at) + timedelta(days=rule.useful_days)
    words = templates().render(rule.template, event=command.event, own=concerned.items_of(desk), until=until)
    return Notice(
        id=new_id(),
        business_key=rule.business_key(command.event, command.event_id, desk),
        rule=rule.name,
        desk=desk,
        event_id=command.event_id,
        event_type=command.event.type,
        facility_id=home.id if home else None,
        region=home.region if home else None,
        subject=words.subject,
        body=words.body,
        severity=rule.severity,
        useful_until=until,
        zone=zone,
        issued_at=now,
    )


@dataclass(frozen=True, slots=True)
class ReadNotice:
    """Say that one has read a notice."""

    notice_id: UUID


async def _at_its_desk(work: Work, command: ReadNotice) -> Scope:
    return (await load_desk(work.connection, command.notice_id)).scope


@use_case(*DESK_CAPABILITIES, scope=_at_its_desk)
async def read_notice(work: Work, command: ReadNotice) -> Notice:
    """Mark a notice as read by its desk; reading it again changes nothing."""
    # Locked, so that of two who read at once only one says so.
    notice = await lock_notice(work.connection, command.notice_id)
    # The access check knows units and no desks: a facility's head has passed it for the officer's desk as well.
    notice.require_reader(work.actor.grants)
    read = notice.read(work.now)
    if read is not notice:
        # Which account it was stays in the table; the event names the desk.
        await save_reading(work.connection, read, work.actor.account)
        work.emit(NoticeRead(notice_id=read.id, rule=read.rule, desk=str(read.desk), severity=read.severity))
    return read
