SELECT p.*, 'facility:' || p.facility_id AS desk,
       daterange(make_date(p.fiscal_year, 1, 1), make_date(p.fiscal_year + 1, 1, 1)) AS year,
       (SELECT min(s.reached_on) FROM program_status s WHERE s.program_id = p.id AND s.state = 'planned') AS planned_on
FROM program p WHERE p.id = ANY (changed)
