-- At most the second half of a term counts, as for the notices about its end.
SELECT 'expiring', a.id, 'keepers', NULL, greatest(lead.begins, a.signed_on), a.effective_until, jsonb_build_object()
FROM near a
CROSS JOIN LATERAL (SELECT a.effective_until - least(:expiry_days::integer, (a.effective_until - a.effective_from) / 2)
                    AS begins) AS lead
WHERE a.document_state = 'signed'
  AND (:now AT TIME ZONE a.zone)::date BETWEEN lead.begins AND a.effective_until + :expiry_days::integer
  AND NOT EXISTS (SELECT FROM agreement next
                  WHERE next.predecessor_id = a.id AND next.document_state <> 'withdrawn')
