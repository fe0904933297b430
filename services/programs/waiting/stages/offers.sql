-- An offer with items that have no answer waits at its facility, and at the regional office too once its last day is over.
SELECT d.kind, o.id, d.desk, f.zone, d.since, d.due_on, NULL, NULL
FROM offer o JOIN facility f ON f.id = o.facility_id
CROSS JOIN LATERAL (
    SELECT 'offer_to_answer' AS kind, 'facility:' || f.id AS desk, o.offered_on AS since, o.due_on
    UNION ALL
    SELECT 'offer_unanswered', 'region:' || f.region, o.due_on + 1, NULL WHERE o.overdue_at IS NOT NULL) AS d
WHERE o.id = ANY (changed) AND o.closed_at IS NULL AND o.open_items > 0
