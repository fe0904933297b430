-- A cohort is done after the sessions of its template, or when no one is enrolled in it any more; one of a suspended program does not wait. LEFT JOIN, because the first session is due under any template,
-- even one that the catalogue of this version does not have.
SELECT CASE held.sessions WHEN 0 THEN 'first_session' ELSE 'next_session' END, c.id, p.id,
       coalesce(held.last_on, c.started_on), c.name
FROM cohort c JOIN near p ON p.id = c.program_id
LEFT JOIN unnest(:template_codes::text[], :template_versions::integer[], :template_sessions::integer[])
       AS template (code, version, sessions) ON template.code = p.template AND template.version = p.template_version
CROSS JOIN LATERAL (SELECT count(*) AS sessions, max(s.held_on) AS last_on FROM session s
                    WHERE s.cohort_id = c.id AND s.retracted_at IS NULL) AS held
WHERE p.state = 'running' AND EXISTS (SELECT FROM enrolment WHERE cohort_id = c.id AND ended_on IS NULL)
  AND (held.sessions = 0 OR (held.sessions < template.sessions
                             AND held.last_on < (:now AT TIME ZONE p.zone)::date - :quiet_days::integer))
