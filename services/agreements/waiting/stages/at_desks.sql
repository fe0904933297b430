-- The desk of each case. `holder` names the side that has to act: the keepers of the agreement, the facilities where it is
-- carried out, or the region, facility, partner or directorate general in `unit`. The keepers are the same as in
-- `agreement.access.scope_to_change`; a test compares the two.
-- `unit` may be a region's code: the CASE keeps it from being cast to uuid before the holder is known.
SELECT kind, a.id AS about, desk, unit_name, region, a.zone, since, due_on,
       ARRAY(SELECT u.public_name FROM party p JOIN any_unit u ON u.named_as = p.unit_id
             WHERE p.agreement_id = a.id AND u.kind <> 'partner' ORDER BY p.ordinal) AS facilities,
       ARRAY(SELECT u.public_name FROM party p JOIN any_unit u ON u.named_as = p.unit_id
             WHERE p.agreement_id = a.id AND u.kind = 'partner' ORDER BY p.ordinal) AS partners,
       words || jsonb_build_object('title', a.title) AS words
FROM open JOIN near a ON a.id = open.agreement_id
CROSS JOIN LATERAL (
    SELECT 'facility:' || f.id AS desk, f.name AS unit_name, f.region
    FROM agreement_facility p JOIN facility f ON f.id = p.facility_id
    WHERE p.agreement_id = a.id AND holder = 'places'
    UNION ALL
    SELECT 'facility:' || f.id, f.name, f.region
    FROM facility f
    WHERE f.id = CASE holder WHEN 'facility' THEN unit::uuid WHEN 'keepers' THEN a.keeper_id END
    UNION ALL
    SELECT 'region:' || r.code, r.name, r.code
    FROM regional_office r
    WHERE (holder = 'region' AND r.code = unit) OR (holder = 'keepers' AND r.id = a.keeper_id)
    UNION ALL
    SELECT 'partner:' || m.id, m.public_name, NULL
    FROM partner m WHERE m.id = CASE holder WHEN 'partner' THEN unit::uuid END
    UNION ALL
    SELECT 'nation', NULL, NULL
    WHERE holder = 'directorate_general' OR (holder = 'keepers' AND a.level = 'national')) AS d
UNION ALL
SELECT kind, about, desk, unit_name, region, zone, since, due_on, facilities, partners, words FROM action_items
