-- A partner that has no contact with an account in Sinergi answers by letter, and the keepers record the letter. Such a
-- review waits for the keepers. A contact of a partner above it answers for it as well; a position may name a merged id.
SELECT CASE WHEN answers.by_letter THEN 'partner_letter' ELSE 'review_by_' || r.side END, a.id,
       CASE WHEN answers.by_letter THEN 'keepers' ELSE r.side END, r.unit,
       (r.waiting_since AT TIME ZONE a.zone)::date, NULL, jsonb_build_object('who', m.public_name)
FROM near a
JOIN reviewer r ON r.agreement_id = a.id AND r.verdict IS NULL
LEFT JOIN partner m ON r.side = 'partner' AND m.id::text = r.unit
CROSS JOIN LATERAL (SELECT r.side = 'partner' AND NOT EXISTS (
    SELECT FROM position p, LATERAL (SELECT (:now AT TIME ZONE :capital_zone::text)::date AS day) AS capital
    WHERE p.capability = 'partner_contact' AND p.unit IN (
          SELECT above.named_as::text FROM partner_resolved above WHERE above.id = ANY(m.lineage))
      AND p.valid_from <= day AND (p.valid_until IS NULL OR p.valid_until >= day)) AS by_letter) AS answers
WHERE a.document_state = 'review'
  AND r.round = (SELECT max(newest.round) FROM reviewer newest WHERE newest.agreement_id = a.id)
