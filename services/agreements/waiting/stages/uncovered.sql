-- It waits since the first meeting that noted an uncovered field. It is due while the last such meeting is still recent
-- enough to justify an addition.
SELECT 'uncovered_practice', a.id, 'keepers', NULL, min(m.held_on),
       (max(m.held_on) + make_interval(months => :meeting_months::integer))::date,
       jsonb_build_object('fields', jsonb_agg(
           DISTINCT jsonb_build_object('id', f.name_indonesian, 'en', f.name_english)))
FROM near a
JOIN meeting m ON m.agreement_id = a.id
JOIN uncovered_field u ON u.meeting_id = m.id
JOIN field f ON f.code = u.field
WHERE a.document_state = 'signed' AND NOT EXISTS (
    SELECT FROM agreement next JOIN scope_item i ON i.agreement_id = next.id
    WHERE next.predecessor_id = a.id AND next.alive AND i.field = u.field)
GROUP BY a.id
