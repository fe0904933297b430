
WITH near AS (
SELECT * FROM notice WHERE id = ANY (changed)
), open AS (
-- notices
-- Unread living notices that ask for an action, as long as they are useful: a closed one has lost its cause. An expired
-- notice no longer asks for anything; if its cause remains, that waits in the service that owns it.
SELECT 'notice_' || severity AS kind, id AS about, desk, zone, issued.day AS since, useful_until AS due_on,
       issued.day AS begins, useful_until AS ends
FROM near CROSS JOIN LATERAL (SELECT (issued_at AT TIME ZONE zone)::date AS day) AS issued
WHERE read_at IS NULL AND closed_at IS NULL AND severity IN ('action', 'critical')
), found AS (
SELECT about, kind, desk, begins, ends, NULL AS contact, NULL::boolean AS by_letter, zone, since, due_on,
       '{}'::jsonb AS words FROM open
)
SELECT about, kind, desk, begins, ends, contact, by_letter, zone, since, coalesce(due_on, since + days), words
FROM found LEFT JOIN (VALUES ('notice_critical', NULL::integer), ('notice_action', NULL::integer)) AS to_act (kind, days) USING (kind)
