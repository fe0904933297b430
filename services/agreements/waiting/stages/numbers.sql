SELECT 'number_missing', a.id, 'keepers', NULL, min(p.signed_on), NULL::date,
       jsonb_build_object('who', jsonb_agg(coalesce(f.name, m.public_name) ORDER BY p.ordinal))
FROM near a
JOIN party p ON p.agreement_id = a.id AND p.signed_on IS NOT NULL AND p.document_number IS NULL
LEFT JOIN facility f ON f.id = p.facility_id LEFT JOIN partner_resolved m ON m.named_as = p.partner_id
WHERE a.document_state IN ('partially_signed', 'signed')
GROUP BY a.id
