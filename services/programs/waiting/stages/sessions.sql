-- A cohort waits for its sessions; after those of its template for its completion, as long as anyone is enrolled in it. One of a
-- suspended program does not wait.
SELECT CASE WHEN held.sessions >= p.template_sessions THEN 'cohort_to_complete' WHEN held.sessions = 0 THEN 'first_session'
       ELSE 'next_session' END,
       c.id, 'facility:' || p.facility_id, p.zone, coalesce(held.last_on, c.started_on), NULL,
       CASE WHEN held.sessions >= p.template_sessions THEN held.last_on ELSE held.last_on + {quiet_days} + 1 END, NULL
FROM cohort c JOIN program p ON p.id = c.program_id
CROSS JOIN LATERAL (SELECT count(*) AS sessions, max(s.held_on) AS last_on FROM session s
                    WHERE s.cohort_id = c.id AND s.retracted_at IS NULL) AS held
WHERE c.id = ANY (changed) AND p.state = 'running'
  AND EXISTS (SELECT FROM enrolment e WHERE e.cohort_id = c.id AND e.ended_on IS NULL)
