-- A program cannot be opened before its fiscal year, so until then it does not wait.
SELECT 'to_be_opened' AS kind, p.id AS about, p.id AS program_id, greatest(s.reached_on, year.begins) AS since,
       NULL AS cohort
FROM near p
JOIN program_status s ON s.program_id = p.id AND s.state = 'planned'
CROSS JOIN LATERAL (SELECT make_date(p.fiscal_year, 1, 1) AS begins) AS year
WHERE p.state = 'planned' AND year.begins <= (:now AT TIME ZONE p.zone)::date
