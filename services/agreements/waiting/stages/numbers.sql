-- An acknowledging party or a witness has no number of its own.
SELECT 'number_missing', a.id, 'keepers', NULL, min(signed.day), NULL, NULL, NULL, NULL,
       jsonb_build_object('who', jsonb_agg(p.unit_id ORDER BY p.ordinal))
FROM near a
JOIN party p ON p.agreement_id = a.id
CROSS JOIN LATERAL (SELECT min(s.signed_on) AS day FROM signature s
                    WHERE s.party_id = p.id AND s.voided_at IS NULL) AS signed
WHERE a.document_state IN ('partially_signed', 'signed') AND p.role = 'principal' AND p.left_on IS NULL
  AND signed.day IS NOT NULL
  AND NOT EXISTS (SELECT FROM document_number n WHERE n.agreement_id = a.id AND n.party_id = p.id
                  AND n.replaced_at IS NULL)
GROUP BY a.id
