-- Separate cases on purpose: the keepers see one case with all missing parties, and each other party its own signature.
SELECT w.kind, a.id, w.holder, w.unit, w.since, w.due_on, NULL, NULL, NULL, w.words
FROM near a
CROSS JOIN LATERAL (SELECT (max(h.at) AT TIME ZONE a.zone)::date AS day FROM agreement_history h
                    WHERE h.agreement_id = a.id AND h.move = 'validate') AS validated
CROSS JOIN LATERAL (SELECT max(s.signed_on) AS day FROM signature s
                    WHERE s.agreement_id = a.id AND s.voided_at IS NULL) AS signed
CROSS JOIN LATERAL (
    SELECT jsonb_agg(p.unit_id ORDER BY p.ordinal) AS everyone,
           array_agg(u.id) FILTER (WHERE u.kind = 'partner') AS partners,
           array_agg(u.id) FILTER (WHERE u.kind = 'facility' AND u.id <> a.keeper_id) AS facilities,
           array_agg(u.region) FILTER (WHERE u.kind = 'regional_office' AND u.id <> a.keeper_id) AS regions,
           bool_or(u.kind IN ('directorate_general', 'ministry') AND a.level <> 'national') AS nation
    FROM party p CROSS JOIN LATERAL (SELECT * FROM any_unit WHERE named_as = p.unit_id OFFSET 0) AS u
    WHERE p.agreement_id = a.id AND p.role = 'principal'
      AND p.signers > (SELECT count(*) FROM signature s WHERE s.party_id = p.id AND s.voided_at IS NULL)) AS missing
CROSS JOIN LATERAL (
    SELECT CASE WHEN signed.day IS NULL THEN 'to_be_signed' ELSE 'signatures_outstanding' END AS kind,
           'keepers' AS holder, NULL AS unit, coalesce(signed.day, validated.day) AS since,
           CASE WHEN signed.day IS NULL THEN a.signing_planned_on ELSE a.sign_before END AS due_on,
           jsonb_build_object('who', missing.everyone) AS words
    UNION ALL
    SELECT 'own_signature', other.holder, other.unit, validated.day, a.signing_planned_on, jsonb_build_object()
    FROM (SELECT 'partner' AS holder, unnest(missing.partners)::text AS unit
          UNION ALL
          SELECT 'facility', unnest(missing.facilities)::text
          UNION ALL
          SELECT 'region', unnest(missing.regions)
          UNION ALL
          SELECT 'directorate_general', NULL WHERE missing.nation) AS other) AS w
WHERE a.document_state IN ('validated', 'awaiting_signature', 'partially_signed')
