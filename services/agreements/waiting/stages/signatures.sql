-- Two cases on purpose: the keepers see one case with all missing parties, and each partner's contact its own signature.
SELECT w.kind, a.id, w.holder, w.unit, w.since, w.due_on, jsonb_build_object('who', missing.names)
FROM near a
CROSS JOIN LATERAL (SELECT (max(h.at) AT TIME ZONE a.zone)::date AS day FROM agreement_history h
                    WHERE h.agreement_id = a.id AND h.move = 'validate') AS validated
CROSS JOIN LATERAL (SELECT max(p.signed_on) AS day FROM party p WHERE p.agreement_id = a.id) AS signed
CROSS JOIN LATERAL (
    SELECT jsonb_agg(coalesce(f.name, m.public_name) ORDER BY p.ordinal) AS names, array_agg(p.partner_id) AS partners
    FROM party p LEFT JOIN facility f ON f.id = p.facility_id LEFT JOIN partner_resolved m ON m.named_as = p.partner_id
    WHERE p.agreement_id = a.id AND p.role = 'principal' AND p.signed_on IS NULL) AS missing
CROSS JOIN LATERAL (
    SELECT CASE WHEN signed.day IS NULL THEN 'to_be_signed' ELSE 'signatures_outstanding' END AS kind,
           'keepers' AS holder, NULL AS unit, coalesce(signed.day, validated.day) AS since,
           CASE WHEN signed.day IS NULL THEN a.signing_planned_on END AS due_on
    UNION ALL
    SELECT 'own_signature', 'partner', partner::text, validated.day, a.signing_planned_on
    FROM unnest(missing.partners) AS partner WHERE partner IS NOT NULL) AS w
WHERE a.document_state IN ('validated', 'awaiting_signature', 'partially_signed')
