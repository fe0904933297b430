"""How what waits is found: unread notices that ask for something, as long as they are useful.

An expired notice asks for nothing any more; should its cause still stand, that waits in the service which owns it.
"""

from shared.access.positions import CAPITAL_ZONE

# A region watches over its own desk and those of its facilities. What lies before a partner or the directorate is not
# for it to count, though the notice names a facility of the region. The index knows days but no zones, so it is asked
# for the capital's day, which no other zone is behind.
_FOUND = """
SELECT 'notice_' || severity AS kind, id AS about, desk, NULL AS unit_name,
       CASE WHEN desk LIKE 'facility:%' OR desk LIKE 'region:%' THEN region END AS region, zone,
       (issued_at AT TIME ZONE zone)::date AS since, useful_until AS due_on,
       ARRAY[]::text[] AS facilities, ARRAY[]::text[] AS partners,
       jsonb_build_object('subject', jsonb_build_object('id', subject_indonesian, 'en', subject_english)) AS words
FROM notice
WHERE read_at IS NULL AND severity IN ('action', 'critical') AND ($1 AT TIME ZONE zone)::date <= useful_until
  AND ($1 AT TIME ZONE '{capital}')::date <= useful_until
"""

FOUND = _FOUND.format(capital=CAPITAL_ZONE)
"""Everything that waits in notifications, as `shared.rooms.waiting` wants it."""
