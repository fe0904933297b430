SELECT 'not_running', a.id, 'facilities', NULL, greatest(a.effective_from, a.signed_on), NULL, jsonb_build_object()
FROM near a
WHERE a.document_state = 'signed' AND a.implementation_state = 'not_started'
  AND (:now AT TIME ZONE a.zone)::date BETWEEN a.effective_from AND a.effective_until
