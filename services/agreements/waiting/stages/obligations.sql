-- Open dues: one case for each unit that owes, at its own desk, and one for all partners at the desk of the keepers,
-- who record the deliveries of partners.
SELECT owed.kind, a.id, owed.holder, CASE WHEN owed.holder <> 'keepers' THEN owed.unit END, min(d.opened_on),
       min(d.due_on), NULL::date, NULL::date, bool_and(owed.by_letter),
       jsonb_build_object('dues', count(*))
           || CASE owed.holder WHEN 'keepers' THEN jsonb_build_object('who', jsonb_agg(DISTINCT owed.unit))
                               ELSE jsonb_build_object() END
FROM near a
JOIN obligation_due d ON d.agreement_id = a.id AND d.waived_on IS NULL AND d.delivered < d.quantity
JOIN obligation o ON o.id = d.obligation_id
CROSS JOIN LATERAL (SELECT * FROM any_unit WHERE named_as = o.unit_id OFFSET 0) AS u
CROSS JOIN LATERAL (
    SELECT 'obligation_due' AS kind, CASE u.kind WHEN 'facility' THEN 'facility' WHEN 'partner' THEN 'partner'
                                     WHEN 'regional_office' THEN 'region' ELSE 'directorate_general' END AS holder,
           CASE WHEN u.kind = 'regional_office' THEN u.region WHEN u.kind IN ('facility', 'partner') THEN u.id::text
           END AS unit,
           CASE u.kind WHEN 'partner' THEN false END AS by_letter
    UNION ALL
    SELECT 'obligation_to_record', 'keepers', u.id::text, NULL WHERE u.kind = 'partner') AS owed
WHERE a.document_state = 'signed'
GROUP BY a.id, owed.kind, owed.holder, CASE WHEN owed.holder <> 'keepers' THEN owed.unit END
