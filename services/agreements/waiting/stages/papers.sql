-- The signed paper. Where the rule of its level and instrument requires one, it waits for a scan that was not returned; a
-- scan waits for its check by a second officer. An agreement that was registered after its end waits for no scan.
SELECT w.kind, a.id, 'keepers', NULL, w.since, w.due_on, CASE WHEN w.since < watch.from_day THEN watch.from_day END,
       NULL, NULL, w.words
FROM near a
CROSS JOIN paper_watch AS watch
CROSS JOIN LATERAL (
    SELECT 'paper_missing' AS kind, signed.day AS since, signed.day + rule.days AS due_on, jsonb_build_object() AS words
    FROM (VALUES {papers}) AS rule (level, instrument, days)
    CROSS JOIN LATERAL (SELECT coalesce(a.signed_on, a.dated_on, a.in_force_from) AS day) AS signed
    WHERE rule.level = a.level AND rule.instrument = a.instrument AND a.document_state = 'signed'
      AND NOT (a.registered_source IS NOT NULL AND a.expiry_final_at IS NOT NULL)
      AND NOT EXISTS (SELECT FROM document_whole d
                      WHERE d.agreement_id = a.id AND d.kind = 'signed_paper' AND d.erased_at IS NULL
                        AND d.verdict IS DISTINCT FROM 'differs')
    UNION ALL
    (SELECT 'paper_to_check', (d.uploaded_at AT TIME ZONE a.zone)::date, NULL, jsonb_build_object('document', d.id)
     FROM document_whole d
     WHERE d.agreement_id = a.id AND d.kind = 'signed_paper' AND d.erased_at IS NULL AND d.verdict IS NULL
     ORDER BY d.id LIMIT 1)) AS w
