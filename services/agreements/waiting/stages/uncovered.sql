-- It waits since the first meeting that noted an uncovered field. It is due while the last such meeting is still recent
-- enough to justify an addition; only a meeting on a certain day sets that day.
SELECT 'uncovered_practice', a.id, 'keepers', NULL, min(m.sorted_on),
       (max(m.latest) FILTER (WHERE m.certain) + make_interval(months => :meeting_months::integer))::date,
       jsonb_build_object('fields', jsonb_agg(
           DISTINCT jsonb_build_object('id', f.name_indonesian, 'en', f.name_english)))
FROM near a
JOIN meeting_subject s ON s.agreement_id = a.id
JOIN meeting m ON m.id = s.meeting_id
JOIN uncovered_practice u ON u.meeting_id = m.id
JOIN field f ON f.code = u.field
-- A meeting about several agreements notes fields that one of them covers.
WHERE a.document_state = 'signed'
  AND NOT EXISTS (SELECT FROM scope_item i WHERE i.agreement_id = a.id AND i.field = u.field)
  AND NOT EXISTS (
    SELECT FROM agreement next JOIN scope_item i ON i.agreement_id = next.id
    WHERE next.predecessor_id = a.id AND next.document_state <> 'withdrawn' AND i.field = u.field)
GROUP BY a.id
