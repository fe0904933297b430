"""SQL of a waiting list: it reads a page of `waiting_case` by an index, however long the list is."""

from datetime import date, datetime
from functools import cache

from shared.rooms.waiting.stages import Stage, WaitingList
from shared.values.terms import day_in

# Given as days: PostgreSQL would convert the moment for each row.
_TODAY = """CASE w.zone WHEN 'Asia/Jakarta' THEN :jakarta::date WHEN 'Asia/Makassar' THEN :makassar::date
            ELSE :jayapura::date END"""
# No zone has an earlier day than Jakarta or a later one than Jayapura: the index has days and no zones.
_VISIBLE = """w.begins <= :jayapura::date AND w.ends >= :jakarta::date AND {today} BETWEEN w.begins AND w.ends
       AND (w.by_letter IS NULL OR w.by_letter <> {has_contact})
       AND NOT ({own})"""
# A newer version may have written kinds that this process does not know.
_ASKED = """w.kind = ANY (:kinds::text[]) AND (:kind::text IS NULL OR w.kind = :kind)
       AND (:unit::text IS NULL OR w.unit = :unit)
       AND (:overdue::boolean IS NULL OR (w.due < {today}) = :overdue)
       AND (:due::date IS NULL OR (w.due, w.since, w.id) > (:due, :since::date, :id::text))"""
_CASES = """
WITH page AS (
    SELECT w.*, {today} AS today
    FROM unnest(:desks::text[]) AS mine (desk) CROSS JOIN LATERAL (
        (SELECT * FROM waiting_case w WHERE w.desk = mine.desk AND w.begins = '-infinity' AND {visible} AND {asked}
         ORDER BY w.due, w.since, w.id LIMIT :rows)
        UNION ALL
        SELECT * FROM waiting_case w
        WHERE w.desk = mine.desk AND w.begins > '-infinity' AND {visible} AND {asked}) AS w
    ORDER BY w.due, w.since, w.id LIMIT :rows
)
SELECT *, today - since AS age_days, due < today AS overdue FROM ({shown}) AS named ORDER BY due, since, id
"""
_UNITS_OF_THE_NATION = """
-- From one unit and kind to the next by the index.
RECURSIVE unit_and_kind AS (
    (SELECT w.scope_kind, w.unit, w.kind, true AS whole FROM waiting_case w
     WHERE (w.scope_kind, w.unit, w.kind) > {after} ORDER BY w.scope_kind, w.unit, w.kind LIMIT 1)
    UNION ALL
    SELECT next.* FROM unit_and_kind AS last CROSS JOIN LATERAL (
        SELECT w.scope_kind, w.unit, w.kind, true FROM waiting_case w
        WHERE (w.scope_kind, w.unit, w.kind) > (last.scope_kind, last.unit, last.kind)
        ORDER BY w.scope_kind, w.unit, w.kind LIMIT 1) AS next
)"""
_UNITS_REACHED = """
reached AS (
    SELECT scope_kind, unit, true AS whole FROM waiting_units(:supervised_regions)
    UNION ALL
    SELECT split_part(desk, ':', 1), CASE WHEN desk LIKE 'nation%' THEN '' ELSE split_part(desk, ':', 2) END, false
    FROM unnest(:desks::text[]) AS desk
), unit_and_kind AS (
    SELECT scope_kind, unit, kind, bool_or(whole) AS whole FROM reached CROSS JOIN unnest(:kinds::text[]) AS kind
    WHERE (scope_kind, unit, kind) > {after} GROUP BY scope_kind, unit, kind ORDER BY scope_kind, unit, kind
)"""
_COUNTS = """
WITH {units}
-- Only the units and kinds of the page are counted: they are read in their order, and LIMIT ends the reading.
SELECT counted.scope_kind, counted.unit, {unit_name} AS name, counted.kind, numbers.*
FROM unit_and_kind AS counted CROSS JOIN LATERAL (
    SELECT count(*) AS waiting, count(*) FILTER (WHERE w.due < {today}) AS overdue, min(w.since) AS oldest
    FROM waiting_case w
    WHERE w.scope_kind = counted.scope_kind AND w.unit = counted.unit AND w.kind = counted.kind
      AND (counted.whole OR w.desk = ANY (:desks::text[])) AND {visible}) AS numbers
WHERE numbers.waiting > 0 AND counted.kind = ANY (:kinds::text[]) AND (:kind::text IS NULL OR counted.kind = :kind)
LIMIT :rows
"""
_AFTER = "(coalesce(:after_scope::text, ''), coalesce(:after_unit::text, ''), coalesce(:after_kind::text, ''))"


def cases_of(waiting: WaitingList) -> str:
    """A page of the cases at some desks, with their names."""
    return _complete(_CASES, waiting.shown, waiting.unit_name, waiting.has_contact, waiting.own)


def counts_of(waiting: WaitingList, *, nation: bool) -> str:
    """A page of the counts, of all units or of those that the caller reaches."""
    counts = _COUNTS.replace("{units}", _UNITS_OF_THE_NATION if nation else _UNITS_REACHED)
    return _complete(counts, waiting.shown, waiting.unit_name, waiting.has_contact, waiting.own)


def todays(now: datetime) -> dict[str, date]:
    """The present day in each zone, as parameters."""
    return {
        "jakarta": day_in("Asia/Jakarta", now),
        "makassar": day_in("Asia/Makassar", now),
        "jayapura": day_in("Asia/Jayapura", now),
    }


@cache
def _complete(sql: str, shown: Stage, unit_name: Stage, has_contact: Stage, own: Stage) -> str:
    return sql.format(
        shown=shown.sql,
        unit_name=unit_name.sql,
        visible=_VISIBLE.format(today=_TODAY, has_contact=has_contact.sql, own=own.sql),
        asked=_ASKED.format(today=_TODAY),
        today=_TODAY,
        after=_AFTER,
    )
