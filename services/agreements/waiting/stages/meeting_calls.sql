-- Meetings that were called for a day that is over, at the desk of the unit that called them: their minutes are missing.
SELECT c.meeting_id, 'minutes_missing',
       CASE u.kind WHEN 'facility' THEN 'facility:' || u.id WHEN 'regional_office' THEN 'region:' || u.region
                   ELSE 'nation' END,
       c.planned_on + 1, NULL::date, NULL, NULL::boolean, c.zone, c.planned_on, NULL::date, jsonb_build_object()
FROM meeting_call c CROSS JOIN LATERAL (SELECT * FROM any_unit WHERE named_as = c.called_by OFFSET 0) AS u
WHERE c.meeting_id = ANY (changed) AND c.state = 'called'
