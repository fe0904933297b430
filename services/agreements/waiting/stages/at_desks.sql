-- The desk of each case. `holder` names the side that has to act: the keepers of the agreement, its facilities, or the
-- region, partner or directorate in `unit`. The keepers of a level are the same as in `agreement.access.keepers_scope`; a
-- test compares the two.
-- UNION removes the repeated desk of a region with several facilities. `unit` may be a region's code: the CASE keeps it
-- from being cast to uuid before the holder is known.
SELECT kind, a.id AS about, desk, unit_name, region, a.zone, since, due_on,
       ARRAY(SELECT f.name FROM party p JOIN facility f ON f.id = p.facility_id
             WHERE p.agreement_id = a.id ORDER BY p.ordinal) AS facilities,
       ARRAY(SELECT m.public_name FROM party p JOIN partner_resolved m ON m.named_as = p.partner_id
             WHERE p.agreement_id = a.id ORDER BY p.ordinal) AS partners,
       words || jsonb_build_object('title', a.title) AS words
FROM open JOIN near a ON a.id = open.agreement_id
CROSS JOIN LATERAL (
    SELECT 'facility:' || f.id AS desk, f.name AS unit_name, f.region
    FROM party p JOIN facility f ON f.id = p.facility_id
    WHERE p.agreement_id = a.id AND (holder = 'facilities' OR (holder = 'keepers' AND a.level = 'facility'))
    UNION
    SELECT 'region:' || r.code, r.name, r.code
    FROM party p JOIN facility f ON f.id = p.facility_id JOIN regional_office r ON r.code = f.region
    WHERE p.agreement_id = a.id
      AND ((holder = 'region' AND r.code = unit) OR (holder = 'keepers' AND a.level = 'regional'))
    UNION ALL
    SELECT 'partner:' || m.id, m.public_name, NULL
    FROM partner m WHERE m.id = CASE holder WHEN 'partner' THEN unit::uuid END
    UNION ALL
    SELECT 'nation', NULL, NULL WHERE holder = 'directorate' OR (holder = 'keepers' AND a.level = 'national')) AS d
UNION ALL
SELECT kind, about, desk, unit_name, region, zone, since, due_on, facilities, partners, words FROM action_items
