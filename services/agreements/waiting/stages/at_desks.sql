-- The desk of each case. `holder` names the side that has to act: the keepers of the agreement, the facilities where it is
-- carried out, or the region, facility, partner or directorate general in `unit`. The keepers are the same as in
-- `agreement.access.scope_to_change`; a test compares the two.
-- `unit` may be a region's code: the CASE keeps it from being cast to uuid before the holder is known.
SELECT a.id AS about, kind, desk, begins, ends, CASE WHEN by_letter IS NOT NULL THEN unit END AS contact, by_letter,
       a.zone, since, due_on, words
FROM open JOIN near a ON a.id = open.agreement_id
CROSS JOIN LATERAL (
    SELECT 'facility:' || f.facility_id AS desk
    FROM agreement_facility f
    WHERE f.agreement_id = a.id AND holder = 'places'
    UNION ALL
    SELECT 'facility:' || f.id
    FROM facility f
    WHERE f.id = CASE holder WHEN 'facility' THEN unit::uuid WHEN 'keepers' THEN a.keeper_id END
    UNION ALL
    SELECT 'region:' || r.code
    FROM regional_office r
    WHERE (holder = 'region' AND r.code = unit) OR (holder = 'keepers' AND r.id = a.keeper_id)
    UNION ALL
    SELECT 'partner:' || m.id
    FROM partner m WHERE m.id = CASE holder WHEN 'partner' THEN unit::uuid END
    UNION ALL
    SELECT 'nation'
    WHERE holder = 'directorate_general' OR (holder = 'keepers' AND a.level = 'national')) AS d
