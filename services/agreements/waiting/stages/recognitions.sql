-- Proposed recognitions of partners, at the desk of the head of the unit that gives them.
SELECT r.id, 'recognition_to_decide',
       CASE u.kind WHEN 'facility' THEN 'facility:' || u.id WHEN 'regional_office' THEN 'region:' || u.region
                   ELSE 'nation' END || ':head',
       NULL::date, NULL::date, NULL, NULL::boolean, r.zone, r.proposed_on, NULL::date,
       jsonb_build_object('who', jsonb_build_array(r.partner_id))
FROM recognition r CROSS JOIN LATERAL (SELECT * FROM any_unit WHERE named_as = r.unit_id OFFSET 0) AS u
WHERE r.id = ANY (changed) AND r.state = 'proposed'
