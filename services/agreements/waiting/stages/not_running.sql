SELECT 'not_running', a.id, 'places', NULL, a.in_force_from, NULL, jsonb_build_object()
FROM near a
WHERE a.document_state = 'signed' AND a.first_activity_at IS NULL
  AND (:now AT TIME ZONE a.zone)::date BETWEEN a.in_force_from AND coalesce(a.in_force_until, 'infinity')
