-- An open program has no cohort: with the first cohort it is running. Admission is open in its fiscal year, as long as an
-- agreement in force carries it.
SELECT 'without_cohort', p.id, p.id, p.opened_on, NULL FROM near p
WHERE p.state = 'open' AND p.fiscal_year = date_part('year', :now AT TIME ZONE p.zone)
  AND EXISTS (SELECT FROM authorisation a WHERE a.program_id = p.id
              AND in_force @> (:now AT TIME ZONE p.zone)::date)
