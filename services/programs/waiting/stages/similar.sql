-- The later one of two programs of one kind waits, as long as one of them has no participants and can be joined.
SELECT 'similar', p.id, p.id, min(s.reached_on), NULL
FROM near p
JOIN program_status s ON s.program_id = p.id AND s.state = 'planned'
WHERE p.live AND p.fiscal_year >= date_part('year', :now AT TIME ZONE p.zone)
  AND EXISTS (SELECT FROM similar_program o WHERE o.program_id = p.id AND o.id < p.id AND NOT o.kept_apart
              AND (p.state IN ('planned', 'open') OR o.state IN ('planned', 'open')))
GROUP BY p.id
