-- Everything of the facility $1 on the days from $2 to $3. Joined programs are shown as those into which they were joined.
WITH here AS (SELECT * FROM program WHERE facility_id = $1 AND state <> 'joined'),
entry (day, until, kind, started_at, minutes, program_id, cohort_id, session_id, session_kind, topic, cancelled_by, outcome,
       reason, agreement_id, offer_id) AS (
SELECT s.held_on, NULL::date, 'session', s.started_at, s.minutes, s.program_id, s.cohort_id, s.id, s.kind, s.topic,
       NULL, NULL, NULL, NULL::uuid, NULL::uuid
FROM session s JOIN here p ON p.id = s.program_id
WHERE s.held_on BETWEEN $2 AND $3 AND s.retracted_at IS NULL
UNION ALL
SELECT c.planned_on, NULL, 'cancelled_session', NULL, NULL, c.program_id, c.cohort_id, NULL, NULL, c.topic,
       c.cancelled_by, NULL, NULL, NULL, NULL
FROM session_cancellation c JOIN here p ON p.id = c.program_id WHERE c.planned_on BETWEEN $2 AND $3
UNION ALL
SELECT c.started_on, NULL, 'cohort_start', NULL, NULL, c.program_id, c.id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM cohort c JOIN here p ON p.id = c.program_id WHERE c.started_on BETWEEN $2 AND $3
UNION ALL
SELECT p.opened_on, NULL, 'program_opened', NULL, NULL, p.id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM here p WHERE p.opened_on BETWEEN $2 AND $3
UNION ALL
SELECT greatest(s.suspended_on, $2), least(s.resumed_on - 1, $3), 'suspension', NULL, NULL, p.id, NULL, NULL, NULL, NULL,
       NULL, NULL, s.reason, NULL, NULL
FROM program_suspension s JOIN here p ON p.id = s.program_id
WHERE s.suspended_on <= $3 AND (s.resumed_on IS NULL OR s.resumed_on > greatest($2, s.suspended_on))
UNION ALL
SELECT p.ended_on, NULL, 'program_end', NULL, NULL, p.id, NULL, NULL, NULL, NULL, NULL, p.outcome, p.end_reason, NULL, NULL
FROM here p WHERE p.ended_on BETWEEN $2 AND $3
UNION ALL
-- The last day of an agreement, with one of its programs; the others have the same day.
SELECT DISTINCT ON (a.agreement_id, upper(a.in_force))
       upper(a.in_force) - 1, NULL::date, 'agreement_end', NULL::time, NULL::integer, p.id, NULL::uuid, NULL::uuid, NULL,
       NULL, NULL, NULL, a.end_reason, a.agreement_id, NULL::uuid
FROM authorisation a JOIN here p ON p.id = a.program_id
WHERE NOT isempty(a.in_force) AND upper(a.in_force) - 1 BETWEEN $2 AND $3
  AND a.end_reason IS DISTINCT FROM 'continued' AND a.end_reason IS DISTINCT FROM 'joined'
UNION ALL
SELECT o.due_on, NULL, 'offer_due', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, o.agreement_id, o.id
FROM offer o WHERE o.facility_id = $1 AND o.due_on BETWEEN $2 AND $3 AND o.closed_at IS NULL AND o.open_items > 0)
SELECT entry.*, p.name AS program, c.name AS cohort
FROM entry LEFT JOIN program p ON p.id = entry.program_id LEFT JOIN cohort c ON c.id = entry.cohort_id
ORDER BY entry.day, entry.started_at NULLS FIRST, entry.kind, p.name, entry.session_id, entry.program_id, entry.offer_id
