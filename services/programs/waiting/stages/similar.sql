-- The later one of two programs of one kind waits, as long as one of them has no participants and can be joined.
SELECT 'similar', p.id, p.desk, p.zone, p.planned_on, NULL, p.planned_on, upper(p.year) - 1
FROM near p
WHERE EXISTS (SELECT FROM similar_program o WHERE o.program_id = p.id AND o.id < p.id AND NOT o.kept_apart
              AND (p.state IN ('planned', 'open') OR o.state IN ('planned', 'open')))
