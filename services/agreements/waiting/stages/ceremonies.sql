-- Ceremonies: a guest without a row lists its agreements, the keeper opens the ceremony on its day, and closes it.
SELECT c.id, w.kind,
       CASE u.kind WHEN 'facility' THEN 'facility:' || u.id WHEN 'regional_office' THEN 'region:' || u.region
                   ELSE 'nation' END,
       NULL::date, NULL::date, NULL, NULL::boolean, c.zone, w.since, w.due_on,
       jsonb_build_object('who', jsonb_build_array(c.keeper_id))
FROM ceremony c
CROSS JOIN LATERAL (
    SELECT 'ceremony_to_open' AS kind, c.keeper_id AS unit_id, c.prepared_on AS since, c.planned_on AS due_on
    WHERE c.state = 'preparing'
    UNION ALL
    SELECT 'ceremony_to_close', c.keeper_id, c.held_on, NULL WHERE c.state = 'open'
    UNION ALL
    SELECT 'ceremony_to_join', g.unit_id, c.prepared_on, c.planned_on
    FROM ceremony_guest g
    WHERE g.ceremony_id = c.id AND c.state = 'preparing' AND NOT EXISTS (
        SELECT FROM ceremony_entry e JOIN agreement a ON a.id = e.agreement_id
        WHERE e.ceremony_id = c.id AND a.keeper_id = g.unit_id)
) AS w
CROSS JOIN LATERAL (SELECT * FROM any_unit WHERE named_as = w.unit_id OFFSET 0) AS u
WHERE c.id = ANY (changed)
