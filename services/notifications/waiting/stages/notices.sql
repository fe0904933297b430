-- Unread living notices that ask for an action, as long as they are useful: a closed one has lost its cause. An expired
-- notice no longer asks for anything; if its cause remains, that waits in the service that owns it.
SELECT 'notice_' || severity AS kind, id AS about, desk, zone, issued.day AS since, useful_until AS due_on,
       issued.day AS begins, useful_until AS ends
FROM near CROSS JOIN LATERAL (SELECT (issued_at AT TIME ZONE zone)::date AS day) AS issued
WHERE read_at IS NULL AND closed_at IS NULL AND severity IN ('action', 'critical')
