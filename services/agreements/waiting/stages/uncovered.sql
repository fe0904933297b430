-- It waits since the first meeting that noted an uncovered field. It is due while the last such meeting is still recent
-- enough to justify an addition; only a meeting on a certain day sets that day.
SELECT 'uncovered_practice', a.id, 'keepers', NULL, min(m.sorted_on),
       (max(m.latest) FILTER (WHERE m.certain) + interval '{meeting_months} months')::date, NULL, NULL, NULL,
       jsonb_build_object('fields', jsonb_agg(DISTINCT u.field))
FROM near a
JOIN meeting_subject s ON s.subject_id = a.id AND s.kind = 'agreement'
JOIN meeting m ON m.id = s.meeting_id
JOIN uncovered_practice u ON u.meeting_id = m.id
-- A meeting about several agreements notes fields that one of them covers.
WHERE a.document_state = 'signed'
  AND NOT EXISTS (SELECT FROM scope_item i WHERE i.agreement_id = a.id AND i.field = u.field AND i.left_on IS NULL)
  AND NOT EXISTS (
    SELECT FROM agreement next JOIN scope_item i ON i.agreement_id = next.id
    WHERE next.predecessor_id = a.id AND next.alive AND i.field = u.field)
GROUP BY a.id
