-- A month that is over waits until its head closes it; the regional office waits with the facility once it is asked.
SELECT d.kind, m.id, d.desk, f.zone, (m.month + interval '1 month')::date, d.due_on, NULL::date, NULL::date
FROM due_month m JOIN facility f ON f.id = m.facility_id
CROSS JOIN LATERAL (
    SELECT CASE m.activities WHEN 0 THEN 'month_silent' ELSE 'month_to_close' END AS kind, 'facility:' || f.id AS desk, m.due_on
    UNION ALL
    SELECT 'month_unanswered', 'region:' || f.region, NULL::date WHERE m.region_asked_on IS NOT NULL) AS d
WHERE m.id = ANY (changed) AND m.closed_on IS NULL
