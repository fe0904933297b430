-- An addendum to submit, to review, or to sign. A partner that it adds cannot read the agreement yet, so the keepers
-- record its verdict. Another facility that signs has a case of its own, the keepers have one for all.
SELECT w.kind, a.id, w.holder, w.unit, coalesce((d.changed_at AT TIME ZONE a.zone)::date, d.effective_on), NULL, NULL,
       NULL, w.by_letter, w.words || jsonb_build_object('addendum', d.id, 'ordinal', d.ordinal)
FROM near a
JOIN addendum d ON d.agreement_id = a.id AND d.state = 'drafted'
CROSS JOIN LATERAL (
    SELECT r.side, r.unit,
           r.side = 'partner' AND NOT EXISTS (
               SELECT FROM party p JOIN partner_resolved m ON m.named_as = p.unit_id
               WHERE p.agreement_id = a.id AND m.id::text = r.unit) AS joins
    FROM addendum_reviewer r
    WHERE r.addendum_id = d.id AND r.verdict IS NULL AND d.review = 'asked'
      AND r.round = (SELECT max(n.round) FROM addendum_reviewer n WHERE n.addendum_id = d.id)
    UNION ALL
    SELECT NULL, NULL, NULL WHERE d.review <> 'asked') AS r
CROSS JOIN LATERAL (
    SELECT 'addendum_to_submit' AS kind, 'keepers' AS holder, NULL AS unit, NULL::boolean AS by_letter,
           jsonb_build_object() AS words
    WHERE d.review = 'none'
    UNION ALL
    SELECT 'addendum_to_review', r.side, r.unit, CASE r.side WHEN 'partner' THEN false END, jsonb_build_object()
    WHERE NOT r.joins
    UNION ALL
    SELECT 'addendum_letter', 'keepers', r.unit, true, jsonb_build_object('who', jsonb_build_array(r.unit))
    WHERE NOT r.joins AND r.side = 'partner'
    UNION ALL
    SELECT 'addendum_to_sign', 'keepers', NULL, NULL, jsonb_build_object() WHERE d.review = 'passed'
    UNION ALL
    SELECT 'addendum_to_sign', 'facility', u.id::text, NULL, jsonb_build_object()
    FROM party p JOIN unit u ON u.id = p.unit_id AND u.kind = 'facility'
    WHERE d.review = 'passed' AND p.agreement_id = a.id AND p.role = 'principal' AND p.left_on IS NULL
      AND u.id <> a.keeper_id
      AND NOT EXISTS (SELECT FROM addendum_signature s WHERE s.addendum_id = d.id AND s.unit_id = u.id)) AS w
UNION ALL
SELECT 'addendum_letter', a.id, 'keepers', NULL, (min(r.waiting_since) AT TIME ZONE a.zone)::date, NULL, NULL, NULL, NULL,
       jsonb_build_object('who', jsonb_agg(r.unit ORDER BY r.unit), 'addendum', d.id, 'ordinal', d.ordinal)
FROM near a
JOIN addendum d ON d.agreement_id = a.id AND d.state = 'drafted' AND d.review = 'asked'
JOIN addendum_reviewer r ON r.addendum_id = d.id AND r.verdict IS NULL AND r.side = 'partner'
WHERE r.round = (SELECT max(n.round) FROM addendum_reviewer n WHERE n.addendum_id = d.id)
  AND NOT EXISTS (SELECT FROM party p JOIN partner_resolved m ON m.named_as = p.unit_id
                  WHERE p.agreement_id = a.id AND m.id::text = r.unit)
GROUP BY a.id, a.zone, d.id, d.ordinal
