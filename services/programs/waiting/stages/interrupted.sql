-- A suspended program waits to be resumed or ended; one whose fiscal year is over waits to be ended.
SELECT CASE WHEN over THEN 'to_be_ended' ELSE 'suspended' END, p.id, p.id,
       CASE WHEN over THEN make_date(p.fiscal_year + 1, 1, 1) ELSE s.suspended_on END, NULL
FROM near p
CROSS JOIN LATERAL (SELECT p.fiscal_year < date_part('year', :now AT TIME ZONE p.zone) AS over) AS year
LEFT JOIN program_suspension s ON s.program_id = p.id AND s.resumed_on IS NULL
WHERE p.state = 'suspended' OR p.state IN ('open', 'running') AND over
