-- A program waits since its last authorisation ended, until its fiscal year is over. With one that is in force or still to
-- come it does not wait.
SELECT 'without_agreement', p.id, p.id, max(without.day), NULL
FROM near p JOIN authorisation a ON a.program_id = p.id
CROSS JOIN LATERAL (SELECT least(a.ended_on, a.until) + 1 AS day) AS without
WHERE p.fiscal_year >= date_part('year', :now AT TIME ZONE p.zone)
GROUP BY p.id HAVING bool_and(coalesce(without.day <= (:now AT TIME ZONE p.zone)::date, false))
