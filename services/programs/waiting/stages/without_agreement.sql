-- A program waits since its last authorisation ended, until its fiscal year is over; one that was planned by hand waits since
-- then. With an authorisation that is in force or still to come it does not wait.
SELECT 'without_agreement', p.id, p.desk, p.zone, without.since, NULL, without.since, upper(p.year) - 1
FROM near p
CROSS JOIN LATERAL (SELECT coalesce(max(ended.day), p.planned_on) AS since
                    FROM (SELECT least(a.ended_on, a.until) + 1 AS day
                          FROM authorisation a WHERE a.program_id = p.id) AS ended
                    HAVING count(*) = count(ended.day)) AS without
WHERE p.live
