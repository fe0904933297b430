SELECT 'template_missing', g.id, 'nation', g.zone, (g.found_at AT TIME ZONE g.zone)::date, NULL, NULL, NULL
FROM template_gap g WHERE g.id = ANY (changed) AND g.closed_at IS NULL
