-- An agreement is evaluated each year: it waits from eleven months after it came into force, or after its last evaluation.
-- One of the past is first evaluated a year after its registration. While an evaluation is open, the case is that one.
SELECT CASE WHEN e.id IS NULL THEN 'evaluation_due' ELSE 'evaluation_to_complete' END, a.id, 'keepers', NULL,
       coalesce(e.opened_on, base.day), coalesce(e.due_on, (base.day + interval '12 months')::date),
       CASE WHEN e.id IS NULL THEN greatest((base.day + interval '11 months')::date, w.from_day) END, NULL, NULL,
       CASE WHEN e.id IS NULL THEN jsonb_build_object() ELSE jsonb_build_object('evaluation', e.id) END
FROM near a
CROSS JOIN evaluation_watch w
CROSS JOIN LATERAL (
    SELECT coalesce(max(f.closed_on), greatest(a.in_force_from, (
               SELECT (min(h.at) AT TIME ZONE a.zone)::date FROM agreement_history h WHERE h.agreement_id = a.id))) AS day
    FROM evaluation_finding f JOIN evaluation done ON done.id = f.evaluation_id
    WHERE f.agreement_id = a.id AND done.state = 'completed') AS base
LEFT JOIN evaluation_finding open_finding ON open_finding.agreement_id = a.id AND open_finding.closed_on IS NULL
LEFT JOIN evaluation e ON e.id = open_finding.evaluation_id
WHERE a.document_state = 'signed'
  AND (e.id IS NOT NULL OR coalesce(a.in_force_until, 'infinity') >= (base.day + interval '11 months')::date)
