SELECT 'not_running', a.id, 'places', NULL, a.in_force_from, NULL, a.in_force_from, a.in_force_until, NULL,
       jsonb_build_object()
FROM near a
WHERE a.document_state = 'signed' AND a.first_activity_at IS NULL
