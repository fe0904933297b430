"""Saves the names of regional offices, who was present in a month, and the totals of regions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.programs.measures.model.totals import ActivityTotal, PillarCount, TotalPeriod
from shared.postgres.connections import Connection

_TOTALS = """
SELECT p.pillar, GROUPING(p.pillar) = 1 AS whole, count(DISTINCT s.id) AS sessions,
       count(DISTINCT a.participant_id) FILTER (WHERE a.mark <> 'absent') AS participants
FROM facility f JOIN program p ON p.facility_id = f.id JOIN session s ON s.program_id = p.id
LEFT JOIN attendance a ON a.session_id = s.id
WHERE f.region = $1 AND s.held_on BETWEEN $2 AND $3 AND s.retracted_at IS NULL
GROUP BY GROUPING SETS ((p.pillar), ()) ORDER BY p.pillar
"""
_FACILITIES = """
SELECT count(*) AS facilities, count(*) FILTER (WHERE closed) AS closed FROM (
    SELECT bool_and(m.closed_on IS NOT NULL) AS closed FROM due_month m JOIN facility f ON f.id = m.facility_id
    WHERE f.region = $1 AND m.month BETWEEN $2 AND $3 GROUP BY m.facility_id) AS owing
"""


@dataclass(frozen=True, slots=True)
class PublishedTotal:
    """The total of a region in a period as it was published last."""

    id: UUID
    total: ActivityTotal
    version: int


async def save_office(connection: Connection, region: str, name: str, version: int) -> None:
    """Save the name of an office, unless a later one is known."""
    await connection.execute(
        """INSERT INTO measured_office AS known (region, name, version) VALUES ($1, $2, $3)
           ON CONFLICT (region) DO UPDATE SET name = excluded.name, version = excluded.version
           WHERE known.version < excluded.version""",
        region,
        name,
        version,
    )


async def load_changed_months(connection: Connection, limit: int) -> list[tuple[UUID, date]]:
    """Load facilities with months whose sessions have changed."""
    rows = await connection.fetch(
        "SELECT DISTINCT facility_id, month FROM changed_month ORDER BY facility_id, month LIMIT $1", limit
    )
    return [(row["facility_id"], row["month"]) for row in rows]


async def save_presence(connection: Connection, facility_id: UUID, month: date) -> None:
    """Save who was present in a month, as the record is now."""
    # First, so that a session which commits afterwards leaves its own row behind.
    await connection.execute("DELETE FROM changed_month WHERE facility_id = $1 AND month = $2", facility_id, month)
    await connection.execute("DELETE FROM month_presence WHERE facility_id = $1 AND month = $2", facility_id, month)
    await connection.execute(
        """INSERT INTO month_presence (facility_id, month, participant_id)
           SELECT DISTINCT p.facility_id, $2::date, a.participant_id
           FROM program p JOIN session s ON s.program_id = p.id JOIN attendance a ON a.session_id = s.id
           WHERE p.facility_id = $1 AND s.held_on >= $2 AND s.held_on < ($2::date + interval '1 month')
             AND s.retracted_at IS NULL AND a.mark <> 'absent'""",
        facility_id,
        month,
    )


async def save_day_of_totals(connection: Connection, day: date) -> bool:
    """Save that regions are totalled on a day. Returns False if they were already."""
    begun: bool | None = await connection.fetchval(
        "UPDATE activity_totalled SET day = $1 WHERE day <> $1 RETURNING true", day
    )
    return bool(begun)


async def load_regions_to_total(connection: Connection, period: TotalPeriod, overdue: bool) -> list[str]:
    """Load the regions whose facilities have all closed the months of a period; `overdue`: also the others."""
    rows = await connection.fetch(
        """SELECT f.region FROM due_month m JOIN facility f ON f.id = m.facility_id WHERE m.month BETWEEN $1 AND $2
           GROUP BY f.region HAVING $3 OR bool_and(m.closed_on IS NOT NULL) ORDER BY f.region""",
        *(period.first, period.last, overdue),
    )
    return [row["region"] for row in rows]


async def load_exact_total(connection: Connection, region: str, period: TotalPeriod) -> ActivityTotal:
    """Load the exact numbers of a region, which do not leave this service."""
    asked = (region, period.first, period.last)
    rows = await connection.fetch(_TOTALS, *asked)
    owing = await connection.fetchrow(_FACILITIES, *asked)
    outputs = await connection.fetchval(
        """SELECT count(*) FROM facility f JOIN program p ON p.facility_id = f.id JOIN outcome o ON o.program_id = p.id
           WHERE f.region = $1 AND o.until BETWEEN $2 AND $3 AND o.retracted_at IS NULL""",
        *asked,
    )
    (whole,) = (row for row in rows if row["whole"])
    return ActivityTotal(
        **owing,
        sessions=whole["sessions"],
        outputs=outputs,
        participants=whole["participants"],
        pillars=tuple(
            PillarCount(pillar=row["pillar"], sessions=row["sessions"], participants=row["participants"])
            for row in rows
            if not row["whole"]
        ),
    )


async def load_published_totals(
    connection: Connection, region: str, periods: Sequence[TotalPeriod]
) -> list[PublishedTotal]:
    """Load what was published of a region for these periods."""
    rows = await connection.fetch(
        """SELECT id, total, version FROM activity_total JOIN unnest($2::date[], $3::date[]) AS asked (first, last)
           ON (period_from, period_until) = (first, last) WHERE region = $1""",
        *(region, [each.first for each in periods], [each.last for each in periods]),
    )
    return [PublishedTotal(row["id"], ActivityTotal.model_validate_json(row["total"]), row["version"]) for row in rows]


async def save_published_total(
    connection: Connection, region: str, period: TotalPeriod, published: PublishedTotal
) -> None:
    """Save what is published of a region for a period."""
    await connection.execute(
        """INSERT INTO activity_total (id, region, period_from, period_until, total, version)
           VALUES ($1, $2, $3, $4, $5, $6)
           ON CONFLICT (region, period_from, period_until)
           DO UPDATE SET total = excluded.total, version = excluded.version""",
        *(published.id, region, period.first, period.last, published.total.model_dump_json(), published.version),
    )
