"""The week of each unit of a head, counted from the notices at its desks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from services.notifications.rules.shipped import shipped_rulebook
from services.notifications.weekly.model import SEVEN_DAYS, GroupWeek, UnitWeek, Week, desks_of_unit, units_of
from shared.access import Work, anywhere, use_case
from shared.access.positions import CAPITAL_ZONE
from shared.values.capabilities import Capability, Grant
from shared.values.terms import day_in


@dataclass(frozen=True, slots=True)
class ShowWeek:
    """The week of a day; without one, that of today."""

    day: date | None = None


@dataclass(frozen=True, slots=True)
class ShownWeek:
    """A week and the units of the head."""

    week: Week
    units: list[UnitWeek]


# One matter may stand at several desks of a unit, and counts once. It is closed with the notice that shows it.
_COUNTED = """
WITH near AS (
    SELECT id, rule_group, day, severity, closed_at FROM notice
    WHERE desk = ANY($1)
      AND (closed_at >= $2 OR day >= $4
           OR (closed_at IS NULL AND (severity <> 'information' OR useful_until >= $6)))
), counted AS (
    SELECT DISTINCT ON (rule, business_key) near.rule_group, near.day, near.closed_at, matter.closed_by,
           matter.severity <> 'information' AND matter.useful_until < $6 AS late
    FROM near JOIN matter ON matter.notice_id = near.id
    ORDER BY rule, business_key, opened_by DESC
)
SELECT rule_group, count(*) FILTER (WHERE day BETWEEN $4 AND $5) AS opened,
       count(*) FILTER (WHERE closed_by IS NOT NULL AND closed_at >= $2 AND closed_at < $3) AS closed,
       count(*) FILTER (WHERE closed_by IS NULL AND NOT late) AS open,
       count(*) FILTER (WHERE closed_by IS NULL AND late) AS overdue
FROM counted GROUP BY rule_group ORDER BY rule_group
"""


@use_case(Capability.HEAD, scope=anywhere, changes=False)
async def show_week(work: Work, query: ShowWeek) -> ShownWeek:
    """What opened, was closed and is overdue, for each unit that the actor heads."""
    today = day_in(CAPITAL_ZONE, work.now)
    week = Week.of(query.day or today)
    week.require_begun(today)
    return ShownWeek(week, await count_week(work, work.actor.grants, week))


async def count_week(work: Work, grants: Iterable[Grant], week: Week) -> list[UnitWeek]:
    """The week of each unit that the holder of these grants heads."""
    today = day_in(CAPITAL_ZONE, work.now)
    return [await _unit(work, kind, unit, week, today) for kind, unit in units_of(grants)]


async def _unit(work: Work, kind: str, unit: str, week: Week, today: date) -> UnitWeek:
    begins = datetime.combine(week.monday, time(), ZoneInfo(CAPITAL_ZONE))
    rows = await work.connection.fetch(
        _COUNTED,
        *(desks_of_unit(kind, unit), begins, begins + SEVEN_DAYS, week.monday, week.sunday, today),
    )
    name_of = shipped_rulebook().name_of_group
    groups = [
        GroupWeek(name_of(row["rule_group"]), row["opened"], row["closed"], row["open"], row["overdue"])
        for row in rows
        if row["opened"] or row["closed"] or row["open"] or row["overdue"]
    ]
    return UnitWeek(kind, unit, groups)
