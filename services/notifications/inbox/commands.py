"""Changes of the inbox: an event opens and closes matters, and a desk marks a notice as read."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cache, partial
from typing import Any
from uuid import UUID

from services.notifications.book.model import Occasion
from services.notifications.book.shipped.books import shipped_book
from services.notifications.book.store import insert_occasions, load_book
from services.notifications.directory.model import Desk
from services.notifications.directory.store import load_moving, load_periods, save_followed
from services.notifications.inbox.access import scope_to_change
from services.notifications.inbox.model import MORE_RECENT, MOVED, Notice
from services.notifications.inbox.store import (
    insert_notices,
    load_causes,
    load_living,
    load_open_matters,
    lock_living,
    lock_notice,
    save_notices,
    save_reading,
)
from services.notifications.matters.model import Closing, Matter, at_known_desks, at_same_desks, follow
from services.notifications.matters.store import (
    close_matters,
    load_closings,
    load_openings,
    lock_matters,
    save_closings,
    save_matters,
)
from services.notifications.rules.model.audiences import Concerned, Facility
from services.notifications.rules.model.rules import Rule
from services.notifications.rules.shipped import shipped_rulebook
from services.notifications.templates.model import Rendered
from services.notifications.templates.shipped import Templates
from shared.access import Work, nationwide, use_case
from shared.access.partner_tree import load_same
from shared.access.positions import CAPITAL_ZONE
from shared.contracts.event import Event
from shared.contracts.notifications import NoticeClosed, NoticeIssued, NoticeRead
from shared.postgres.connections import Connection
from shared.values.desks import DESK_CAPABILITIES
from shared.values.ids import new_id
from shared.values.terms import day_in
from shared.values.texts import Text

BEFORE_ALL = UUID(int=0)


@dataclass(frozen=True, slots=True)
class ApplyRules:
    """Open and close the matters of an event that happened at `occurred_at`; `page` shows its subject."""

    event: Event
    event_id: UUID
    occurred_at: datetime
    concerned: Concerned
    page: str | None


@use_case(scope=nationwide)
async def apply_rules(work: Work, command: ApplyRules) -> None:
    """Open and close matters, and let each notice show those that are open. System only.

    The result does not depend on the order in which events are applied.
    """
    # Most events only close matters, and each statement is a way to the server.
    opens = command.event.type in shipped_rulebook().ruled
    book = await load_book(work.connection) if opens else shipped_book()
    closings, rules = _closings(command), book.rules.rules_for(command.event.type, command.event)
    if not (closings or rules):
        return
    await lock_matters(work.connection)
    lost = await save_closings(work.connection, closings)
    # After the lock: facilities are followed to another office under the same lock, so none is missed.
    today = replace(command, concerned=await _as_today(work, command.concerned))
    await insert_occasions(work.connection, _recorded(today, rules, work.now))
    matters = await _at_known_desks(work.connection, _matters(today, rules, book.templates, work.now))
    fresh = await still_to_open(work.connection, matters)
    opened = await open_matters(work, fresh)
    because = shipped_rulebook().closed_because.get(command.event.type, MORE_RECENT)
    await refresh_notices(work, because, opened=opened, lost=lost)


def _closings(command: ApplyRules) -> list[Closing]:
    event = command.event
    return [
        Closing(rule.name, key, command.event_id, event.type)
        for rule in shipped_rulebook().rules
        for key in sorted(rule.keys_closed_by(event.type, event))
    ]


async def _as_today(work: Work, concerned: Concerned) -> Concerned:
    """The units with each facility in its office of today, which the event may not know."""
    periods = await load_periods(work.connection, concerned.facility_ids, day_in(CAPITAL_ZONE, work.now))
    return concerned.with_facilities(
        {id_: Facility(id_, period.region, period.zone) for id_, period in periods.items()}
    )


def _recorded(command: ApplyRules, rules: Iterable[Rule], now: datetime) -> list[Occasion]:
    """The event as an occasion for each rule, also for one that is off."""
    zone = command.concerned.zone or CAPITAL_ZONE
    return [
        Occasion(
            rule.name,
            rule.business_key(about, command.event_id),
            command.event_id,
            day_in(zone, command.occurred_at),
            day_in(zone, now),
            concerned.by_audience(),
        )
        for rule in rules
        for about, concerned in _occasions(command, rule, now)
    ]


def _matters(command: ApplyRules, rules: Iterable[Rule], templates: Templates, now: datetime) -> list[Matter]:
    """The matters that the event opens; none that would be useful only until a day that is over."""
    render = cache(partial(templates.render, event=command.event))
    matters = [
        _matter(replace(command, concerned=concerned), rule, about, desk, render)
        for rule in rules
        if rule.on
        for about, concerned in _occasions(command, rule, now)
        for desk in rule.desks(concerned)
    ]
    return [matter for matter in matters if matter.useful_until >= day_in(matter.zone, now)]


def _occasions(command: ApplyRules, rule: Rule, now: datetime) -> Iterable[tuple[Any, Concerned]]:
    day = day_in(command.concerned.zone or CAPITAL_ZONE, now)
    return rule.occasions(command.event, command.concerned) if rule.applies_on(day, command.event) else ()


def _matter(command: ApplyRules, rule: Rule, about: Any, desk: Desk, render: Callable[..., Rendered]) -> Matter:
    concerned = command.concerned
    facility = concerned.facility_for(desk)
    here = facility.zone if facility else concerned.zone
    zone = here if here and desk.scope_kind != "nation" else CAPITAL_ZONE
    # Counted from the time of the event, not from now: what happened long ago has no use any more.
    day = day_in(zone, command.occurred_at)
    until = day + timedelta(days=rule.useful_days)
    # Without the element if there is none: the texts of an event for all its desks are rendered once.
    element = {"about": about} if rule.each else {}
    own, places = concerned.items_of(desk), concerned.places_of(desk)
    rendered = render(rule.template, own=own, places=places, until=until, **element)
    return Matter(
        rule=rule.name,
        business_key=rule.business_key(about, command.event_id),
        desk=desk,
        rule_group=rule.group or rule.name,
        opened_by=command.event_id,
        event_type=command.event.type,
        opened_on=day,
        facility_id=facility.id if facility else None,
        region=_region_of(desk, facility),
        subject=rendered.subject,
        body=rendered.body,
        severity=rule.severity,
        useful_until=until,
        zone=zone,
        facility_ids=tuple(each.id for each in concerned.facilities_of(desk)),
        page=command.page,
    )


def _region_of(desk: Desk, facility: Facility | None) -> str | None:
    if desk.scope_kind == "region":
        return desk.unit
    return facility.region if facility else None


async def _at_known_desks(connection: Connection, matters: Sequence[Matter]) -> Sequence[Matter]:
    """The matters, those of merged partners at the desk that has them already, if one has."""
    partners = {UUID(matter.desk.unit) for matter in matters if matter.desk.scope_kind == "partner"}
    same = await load_same(connection, partners) if partners else {}
    if not any(len(ids) > 1 for ids in same.values()):
        return matters
    known = await load_openings(connection, [each for matter in matters for each in at_same_desks(matter, same)])
    return at_known_desks(matters, same, known)


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
        work.emit(NoticeIssued(**_named(notice)))
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
            work.emit(NoticeClosed(**_named(shown)))
        if shown is not notice:
            changed.append(shown)
    await save_notices(work.connection, changed)


async def repeat_notices(work: Work, notice_ids: Collection[UUID]) -> None:
    """Mark living notices as unread again, because no account has acted on their matter."""
    notices = await lock_living(work.connection, notice_ids)
    await save_notices(work.connection, [notice.repeat() for notice in notices])


@dataclass(frozen=True, slots=True)
class FollowFacilities:
    """Let open matters follow the facilities that have moved to another office by today."""


@use_case(scope=nationwide)
async def follow_facilities(work: Work, _command: FollowFacilities) -> None:
    """Notify the new office of open matters, and close the old office's notices about them. System only."""
    today = day_in(CAPITAL_ZONE, work.now)
    if not await load_moving(work.connection, today):
        return
    await lock_matters(work.connection)
    moving = await load_moving(work.connection, today)
    by_notice = await load_causes(work.connection, moving)
    followed = follow(
        (matter for matters in by_notice.values() for matter in matters),
        {id_: period.region for id_, period in moving.items()},
    )
    lost = await close_matters(work.connection, followed.left, new_id())
    kept = await _save_in_place(work.connection, followed.changed, by_notice)
    arrived = [matter for matter in followed.arrived if matter.useful_until >= day_in(matter.zone, work.now)]
    opened = await open_matters(work, arrived)
    opened.change.update(kept)
    await refresh_notices(work, MOVED, opened=opened, lost=lost)
    await save_followed(work.connection, moving, today)


async def _save_in_place(
    connection: Connection, matters: Sequence[Matter], by_notice: Mapping[UUID, Sequence[Matter]]
) -> Counter[UUID]:
    """Save matters that stay in their notices; return these notices, whose numbers stay the same."""
    if not matters:
        return Counter()
    places = {matter.place: notice_id for notice_id, shown in by_notice.items() for matter in shown}
    return await save_matters(connection, matters, [places[matter.place] for matter in matters])


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
    return await _read(work, notice)


async def save_seen(work: Work, notice_id: UUID) -> None:
    """Mark a notice as read by the actor, whose right to read it the caller has checked."""
    await _read(work, await lock_notice(work.connection, notice_id))


async def _read(work: Work, notice: Notice) -> Notice:
    read = notice.mark_read(work.now)
    if read is not notice:
        # The account is kept in the table only; the event names the desk.
        await save_reading(work.connection, read, work.actor.account)
        work.emit(NoticeRead(**_named(read)))
    return read
