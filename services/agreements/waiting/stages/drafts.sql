SELECT CASE last.move WHEN 'return' THEN 'revision_requested' ELSE 'draft' END AS kind, a.id AS agreement_id,
       'keepers' AS holder, NULL AS unit, (last.at AT TIME ZONE a.zone)::date AS since, NULL::date AS due_on,
       NULL::date AS begins, NULL::date AS ends, NULL::boolean AS by_letter, jsonb_build_object() AS words
FROM near a
CROSS JOIN LATERAL (SELECT h.move, h.at FROM agreement_history h
                    WHERE h.agreement_id = a.id AND h.move IN ('explore', 'draft', 'begin_drafting', 'return', 'reopen')
                    ORDER BY h.id DESC LIMIT 1) AS last
WHERE a.document_state IN ('exploration', 'drafting')
