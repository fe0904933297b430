-- A program is opened in its fiscal year, so before and after it does not wait; nor once no agreement carries it.
SELECT 'to_be_opened' AS kind, p.id AS about, p.id AS program_id, greatest(s.reached_on, year.begins) AS since,
       NULL AS cohort
FROM near p
JOIN program_status s ON s.program_id = p.id AND s.state = 'planned'
CROSS JOIN LATERAL (SELECT make_date(p.fiscal_year, 1, 1) AS begins) AS year
WHERE p.state = 'planned' AND p.fiscal_year = date_part('year', :now AT TIME ZONE p.zone)
  AND EXISTS (SELECT FROM authorisation a WHERE a.program_id = p.id
              AND NOT isempty(in_force) AND coalesce(upper(in_force) > (:now AT TIME ZONE p.zone)::date, true))
