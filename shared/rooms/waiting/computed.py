"""SQL of a waiting list that is found anew for each page."""

from shared.rooms.waiting.stages import WaitingList

_WAITING = """
WITH found AS ({found}),
waiting AS (
    SELECT found.*, concat_ws('/', kind, about, desk) AS id, coalesce(due_on, since + days, 'infinity') AS due,
           (:now::timestamptz AT TIME ZONE zone)::date AS today, split_part(desk, ':', 1) AS scope_kind,
           CASE WHEN desk LIKE 'nation%' THEN '' ELSE split_part(desk, ':', 2) END AS unit
    FROM found JOIN unnest(:kinds::text[], :days::integer[]) AS k (kind, days) USING (kind)
)
"""
_CASES = """
SELECT *, words AS shown, today - since AS age_days, due < today AS overdue FROM waiting
WHERE desk = ANY (:desks) AND (:unit::text IS NULL OR unit = :unit) AND (:kind::text IS NULL OR kind = :kind)
  AND (:overdue::boolean IS NULL OR (due < today) = :overdue)
  AND (:due::date IS NULL OR (due, since, id) > (:due, :since::date, :id::text))
ORDER BY due, since, id LIMIT :rows
"""
_COUNTS = """
SELECT scope_kind, unit, max(unit_name) AS name, kind, count(*) AS waiting,
       count(*) FILTER (WHERE due < today) AS overdue, min(since) AS oldest
FROM waiting
WHERE (:supervises_nation OR desk = ANY (:desks) OR region = ANY (:supervised_regions))
  AND (:kind::text IS NULL OR kind = :kind)
  AND (:after_scope::text IS NULL OR (scope_kind, unit, kind) > (:after_scope, :after_unit::text, :after_kind::text))
GROUP BY scope_kind, unit, kind ORDER BY scope_kind, unit, kind LIMIT :rows
"""


def cases_of(waiting: WaitingList) -> str:
    """A page of the cases at some desks."""
    return _WAITING.format(found=waiting.sql()) + _CASES


def counts_of(waiting: WaitingList) -> str:
    """A page of the counts."""
    return _WAITING.format(found=waiting.sql()) + _COUNTS
