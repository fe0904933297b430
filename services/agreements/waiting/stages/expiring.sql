-- At most the last third of a term counts, as for the notices about its end. It waits until the extension is signed: a
-- draft alone extends nothing. A decision not to extend ends the case, unless an extension is drafted after all. An
-- agreement of the past that was registered after its end does not wait.
SELECT 'expiring', a.id, 'keepers', NULL, greatest(lead.begins, a.signed_on), a.in_force_until, lead.begins,
       a.in_force_until + {expiry_days}, NULL, jsonb_build_object()
FROM near a
CROSS JOIN LATERAL (
    SELECT a.in_force_until - least({expiry_days}, (a.in_force_until - a.in_force_from) / 3) AS begins) AS lead
WHERE a.document_state = 'signed' AND NOT (a.registered_source IS NOT NULL AND a.expiry_final_at IS NOT NULL)
  AND a.in_force_until IS NOT NULL
  AND NOT EXISTS (SELECT FROM expiry_decision d
                  WHERE d.agreement_id = a.id AND d.in_force_until = a.in_force_until
                    AND NOT EXISTS (SELECT FROM agreement draft WHERE draft.predecessor_id = a.id AND draft.alive))
  AND NOT EXISTS (SELECT FROM agreement next WHERE next.predecessor_id = a.id AND next.alive
                  AND next.document_state = 'signed')
