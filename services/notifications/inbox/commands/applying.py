"""An event opens and closes matters by the rules in force."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache, partial
from typing import Any
from uuid import UUID

from services.notifications.book.model import Occasion
from services.notifications.book.shipped.books import shipped_book
from services.notifications.book.store import insert_occasions, load_book
from services.notifications.directory.model import Desk
from services.notifications.directory.store import load_periods
from services.notifications.inbox.commands.showing import open_matters, refresh_notices, still_to_open
from services.notifications.inbox.model import MORE_RECENT
from services.notifications.matters.model import Closing, Matter, at_known_desks, at_same_desks
from services.notifications.matters.store import load_openings, lock_matters, save_closings
from services.notifications.rules.model.audiences import Concerned, Facility
from services.notifications.rules.model.rules import Rule
from services.notifications.rules.shipped import shipped_rulebook
from services.notifications.templates.model import Rendered
from services.notifications.templates.shipped import Templates
from shared.access import Work, nationwide, use_case
from shared.access.partner_tree import load_same
from shared.access.positions import CAPITAL_ZONE
from shared.contracts.event import Event
from shared.postgres.connections import Connection
from shared.values.terms import day_in


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
    periods = await load_periods(work.connection, concerned.facility_ids, work.now)
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
