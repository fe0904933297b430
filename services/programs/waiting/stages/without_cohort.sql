-- An open program has no cohort: with the first cohort it is running. Admission is open in its fiscal year, on the days on
-- which an agreement carries it.
SELECT 'without_cohort', p.id, p.desk, p.zone, p.opened_on, NULL, lower(carried.days), upper(carried.days) - 1
FROM near p
CROSS JOIN LATERAL (SELECT unnest(range_agg(a.in_force) * datemultirange(p.year)) AS days
                    FROM authorisation a WHERE a.program_id = p.id) AS carried
WHERE p.state = 'open'
