-- A program is opened in its fiscal year, so before and after it does not wait; nor once no agreement carries it.
SELECT 'to_be_opened' AS kind, p.id AS about, p.desk, p.zone, greatest(p.planned_on, lower(p.year)) AS since,
       NULL::date AS due_on, lower(p.year) AS begins, least(carried.until, upper(p.year) - 1) AS ends
FROM near p
CROSS JOIN LATERAL (SELECT max(coalesce(upper(a.in_force) - 1, 'infinity')) AS until
                    FROM authorisation a WHERE a.program_id = p.id AND NOT isempty(a.in_force)) AS carried
WHERE p.state = 'planned' AND carried.until >= lower(p.year)
