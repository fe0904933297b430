-- At most the last third of a term counts, as for the notices about its end. It waits until the extension is signed: a
-- draft alone extends nothing. An agreement of the past that was registered after its end does not wait.
SELECT 'expiring', a.id, 'keepers', NULL, greatest(lead.begins, a.signed_on), a.in_force_until, jsonb_build_object()
FROM near a
CROSS JOIN LATERAL (
    SELECT a.in_force_until - least(:expiry_days::integer, (a.in_force_until - a.in_force_from) / 3) AS begins) AS lead
WHERE a.document_state = 'signed' AND NOT (a.registered_source IS NOT NULL AND a.expiry_final_at IS NOT NULL)
  AND (:now AT TIME ZONE a.zone)::date BETWEEN lead.begins AND a.in_force_until + :expiry_days::integer
  AND NOT EXISTS (SELECT FROM agreement next WHERE next.predecessor_id = a.id AND next.document_state = 'signed')
