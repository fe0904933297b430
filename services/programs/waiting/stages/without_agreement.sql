-- A program waits since its last authorisation ended, until its fiscal year is over; one that was planned by hand waits since
-- then. With an authorisation that is in force or still to come it does not wait.
SELECT 'without_agreement', p.id, p.id, coalesce(max(without.day), min(s.reached_on)), NULL
FROM near p
JOIN program_status s ON s.program_id = p.id AND s.state = 'planned'
LEFT JOIN authorisation a ON a.program_id = p.id
CROSS JOIN LATERAL (SELECT least(a.ended_on, a.until) + 1 AS day) AS without
WHERE p.live AND p.fiscal_year >= date_part('year', :now AT TIME ZONE p.zone)
GROUP BY p.id
HAVING bool_and(a.program_id IS NULL OR coalesce(without.day <= (:now AT TIME ZONE p.zone)::date, false))
