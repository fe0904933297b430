"""Open reminders: of one agreement, in lists, and counted by unit."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from pydantic import BaseModel

from services.agreements.agreement.access import READERS, scope_to_read
from services.agreements.register.access import OFFICES
from services.agreements.succession.store.calendar import SUCCESSOR
from services.agreements.vigilance.model import NEAR, ComingEnd, ReminderKind, next_reminder
from shared.access import Work, anywhere, use_case
from shared.postgres.statements import fetch_named
from shared.values.cooperation import Instrument
from shared.values.terms import day_in
from shared.values.working_days import office_calendar
from shared.web.cursors import Page, PageRequest


class EndReminder(BaseModel):
    """The coming end of an agreement: the newest rung that was announced, and the day of the next one."""

    in_force_until: date
    days_left: int
    rung: int | None
    announced_on: date | None
    next_rung: int | None
    next_on: date | None


class PlanReminder(BaseModel):
    """A planned day of signing that is over."""

    planned_on: date
    announced_on: date


class QuietReminder(BaseModel):
    """The time since which nothing was delivered."""

    quiet_since: date
    ever_delivered: bool
    announced_on: date


class AgreementReminders(BaseModel):
    """The open reminders of one agreement; null: there is none of the kind."""

    agreement_id: UUID
    coming_end: EndReminder | None
    stale_plan: PlanReminder | None
    dormant: QuietReminder | None


class ReminderSummary(BaseModel):
    """An open reminder in a list; `day` is the last day in force, the planned day, or the last one with activity."""

    kind: ReminderKind
    agreement_id: UUID
    registration_number: str
    instrument: Instrument
    title: str
    keeper: str
    day: date
    rung: int | None
    announced_on: date


class ReminderCount(BaseModel):
    """The open reminders of a regional office with its facilities, or of one unit; `near_ends` are also coming ends."""

    region: str | None
    name: str
    coming_ends: int
    near_ends: int
    stale_plans: int
    dormant: int


@dataclass(frozen=True, slots=True)
class ShowReminders:
    """The open reminders of one agreement."""

    agreement_id: UUID


@dataclass(frozen=True, slots=True)
class ListReminders:
    """The open reminders of one kind, of all regions or one; the earliest day first."""

    kind: ReminderKind
    region: str | None
    page: PageRequest


@dataclass(frozen=True, slots=True)
class CountReminders:
    """The open reminders by regional office, or of one region by the unit that keeps the agreement."""

    region: str | None


# The day in UTC is never later than that of a zone; by it the index of last days is used.
_OPEN = f"""
SELECT 'coming_end' AS kind, a.id, a.in_force_until AS day, told.rung, told.announced_on
FROM agreement a CROSS JOIN LATERAL (
    SELECT r.rung, (r.announced_at AT TIME ZONE a.zone)::date AS announced_on FROM expiry_reminder r
    WHERE r.agreement_id = a.id AND r.in_force_until = a.in_force_until ORDER BY r.rung LIMIT 1) AS told
WHERE a.document_state = 'signed' AND a.ended_on IS NULL AND a.in_force_until >= :day_in_utc
  AND a.in_force_until >= (:now AT TIME ZONE a.zone)::date AND NOT EXISTS ({SUCCESSOR})
UNION ALL
SELECT 'stale_plan', a.id, p.planned_on, NULL, (p.announced_at AT TIME ZONE a.zone)::date
FROM stale_plan p JOIN agreement a ON a.id = p.agreement_id AND a.signing_planned_on = p.planned_on
WHERE a.document_state IN ('awaiting_signature', 'partially_signed')
UNION ALL
SELECT 'dormant', a.id, d.quiet_since, NULL, (d.announced_at AT TIME ZONE a.zone)::date
FROM dormant_spell d JOIN agreement a ON a.id = d.agreement_id
WHERE d.resumed_on IS NULL AND a.document_state = 'signed'
  AND coalesce(least(a.in_force_until, a.ended_on), 'infinity') >= (:now AT TIME ZONE a.zone)::date
"""  # noqa: S608 -- our own SQL
_REACHED = """(:nation OR a.id IN (SELECT about.id
    FROM agreements_about(:facilities, :regions, '{}', NULL, NULL) AS about (id)))"""
_LIST = f"""
SELECT open.kind, a.id AS agreement_id, a.registration_number, a.instrument, a.title, k.name AS keeper, open.day,
       open.rung, open.announced_on
FROM ({_OPEN}) AS open JOIN agreement a USING (id) JOIN unit k ON k.id = a.keeper_id
WHERE open.kind = :kind AND (:region::text IS NULL OR k.region = :region) AND {_REACHED}
  AND (:after_day::date IS NULL OR (open.day, a.id) > (:after_day, :after_id::uuid))
ORDER BY open.day, a.id LIMIT :rows
"""  # noqa: S608 -- our own SQL
_COUNTS = """count(*) FILTER (WHERE open.kind = 'coming_end') AS coming_ends,
       count(*) FILTER (WHERE open.rung <= :near) AS near_ends,
       count(*) FILTER (WHERE open.kind = 'stale_plan') AS stale_plans,
       count(*) FILTER (WHERE open.kind = 'dormant') AS dormant"""
# A national agreement is kept by a unit of the centre, which has no region.
_BY_REGION = f"""
SELECT k.region, coalesce(o.name, min(k.name)) AS name, {_COUNTS}
FROM ({_OPEN}) AS open JOIN agreement a USING (id) JOIN unit k ON k.id = a.keeper_id
LEFT JOIN regional_office o ON o.code = k.region
WHERE {_REACHED} GROUP BY k.region, o.name ORDER BY k.region NULLS FIRST
"""  # noqa: S608 -- our own SQL
_BY_UNIT = f"""
SELECT k.region, k.name, {_COUNTS}
FROM ({_OPEN}) AS open JOIN agreement a USING (id) JOIN unit k ON k.id = a.keeper_id
WHERE k.region = :region AND {_REACHED} GROUP BY k.id ORDER BY k.name
"""  # noqa: S608 -- our own SQL
_OF_AGREEMENT = f"""
SELECT kind, day, rung, announced_on FROM ({_OPEN}) AS open WHERE id = :agreement_id
"""  # noqa: S608 -- our own SQL
_AGREEMENT = f"""
SELECT a.id, a.zone, a.in_force_from, a.in_force_until,
       a.document_state = 'signed' AND a.ended_on IS NULL AND NOT EXISTS ({SUCCESSOR}) AS ends,
       EXISTS (SELECT FROM scope_item s JOIN scope_item_activity y ON y.scope_item_id = s.id
               WHERE s.agreement_id = a.id) AS ever_delivered
FROM agreement a WHERE a.id = :agreement_id
"""  # noqa: S608 -- our own SQL


@use_case(*READERS, scope=scope_to_read, changes=False)
async def show_reminders(work: Work, query: ShowReminders) -> AgreementReminders:
    """The open reminders of an agreement."""
    (agreement,) = await fetch_named(work.connection, _AGREEMENT, agreement_id=query.agreement_id)
    found = await fetch_named(work.connection, _OF_AGREEMENT, agreement_id=query.agreement_id, **_moment(work))
    rows: dict[str, Mapping[str, Any]] = {row["kind"]: row for row in found}
    plan, quiet = rows.get("stale_plan"), rows.get("dormant")
    return AgreementReminders(
        agreement_id=query.agreement_id,
        coming_end=_end(agreement, rows.get("coming_end"), day_in(agreement["zone"], work.now)),
        stale_plan=PlanReminder(planned_on=plan["day"], announced_on=plan["announced_on"]) if plan else None,
        dormant=QuietReminder(
            quiet_since=quiet["day"],
            ever_delivered=agreement["ever_delivered"],
            announced_on=quiet["announced_on"],
        )
        if quiet
        else None,
    )


@use_case(*OFFICES, scope=anywhere, changes=False)
async def list_reminders(work: Work, query: ListReminders) -> Page[ReminderSummary]:
    """One page of the open reminders of a kind."""
    after_day, after_id = query.page.after_as(date.fromisoformat, UUID)
    rows = await fetch_named(
        work.connection,
        _LIST,
        kind=query.kind,
        region=query.region,
        after_day=after_day,
        after_id=after_id,
        rows=query.page.limit + 1,
        **_moment(work),
        **_reached(work),
    )
    found = [ReminderSummary.model_validate(dict(row)) for row in rows]
    return query.page.cut(found, lambda each: [each.day, each.agreement_id])


@use_case(*OFFICES, scope=anywhere, changes=False)
async def count_reminders(work: Work, query: CountReminders) -> list[ReminderCount]:
    """The number of open reminders, by regional office or by unit; those without any are left out."""
    sql = _BY_UNIT if query.region else _BY_REGION
    given = {"region": query.region, "near": NEAR} | _moment(work) | _reached(work)
    rows = await fetch_named(work.connection, sql, **given)
    return [ReminderCount.model_validate(dict(row)) for row in rows]


def _moment(work: Work) -> dict[str, object]:
    return {"now": work.now, "day_in_utc": work.now.date()}


def _reached(work: Work) -> dict[str, object]:
    reach = work.actor.reach(OFFICES)
    return {"nation": reach.nation, "facilities": reach.facilities, "regions": reach.regions}


def _end(agreement: Mapping[str, Any], told: Mapping[str, Any] | None, today: date) -> EndReminder | None:
    last = agreement["in_force_until"]
    if not agreement["ends"] or last is None or last < today:
        return None
    end = ComingEnd(agreement["id"], agreement["in_force_from"], last, told["rung"] if told else None)
    following = next_reminder(end, today, office_calendar())
    return EndReminder(
        in_force_until=last,
        days_left=(last - today).days,
        rung=end.announced,
        announced_on=told["announced_on"] if told else None,
        next_rung=following[1] if following else None,
        next_on=following[0] if following else None,
    )
