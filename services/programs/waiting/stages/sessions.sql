-- A cohort is done after the sessions of its template, or when no one is enrolled in it any more. One of a suspended program
-- does not wait.
SELECT CASE held.sessions WHEN 0 THEN 'first_session' ELSE 'next_session' END, c.id, 'facility:' || p.facility_id, p.zone,
       coalesce(held.last_on, c.started_on), NULL, held.last_on + {quiet_days} + 1, NULL
FROM cohort c JOIN program p ON p.id = c.program_id
CROSS JOIN LATERAL (SELECT count(*) AS sessions, max(s.held_on) AS last_on FROM session s
                    WHERE s.cohort_id = c.id AND s.retracted_at IS NULL) AS held
WHERE c.id = ANY (changed) AND p.state = 'running' AND held.sessions < p.template_sessions
  AND EXISTS (SELECT FROM enrolment e WHERE e.cohort_id = c.id AND e.ended_on IS NULL)
