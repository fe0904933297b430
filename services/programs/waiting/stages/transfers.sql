-- A proposed transfer waits at the facility where the participant is now.
SELECT 'transfer_to_answer', t.id, 'facility:' || f.id, f.zone, t.proposed_on, NULL, NULL, NULL
FROM transfer t JOIN facility f ON f.id = t.destination_id
WHERE t.id = ANY (changed) AND t.state = 'proposed'
