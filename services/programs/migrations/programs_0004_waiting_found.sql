
WITH near AS (
SELECT p.*, 'facility:' || p.facility_id AS desk,
       daterange(make_date(p.fiscal_year, 1, 1), make_date(p.fiscal_year + 1, 1, 1)) AS year,
       (SELECT min(s.reached_on) FROM program_status s WHERE s.program_id = p.id AND s.state = 'planned') AS planned_on
FROM program p WHERE p.id = ANY (changed)
), open AS (
-- to_be_opened
-- A program is opened in its fiscal year, so before and after it does not wait; nor once no agreement carries it.
SELECT 'to_be_opened' AS kind, p.id AS about, p.desk, p.zone, greatest(p.planned_on, lower(p.year)) AS since,
       NULL::date AS due_on, lower(p.year) AS begins, least(carried.until, upper(p.year) - 1) AS ends
FROM near p
CROSS JOIN LATERAL (SELECT max(coalesce(upper(a.in_force) - 1, 'infinity')) AS until
                    FROM authorisation a WHERE a.program_id = p.id AND NOT isempty(a.in_force)) AS carried
WHERE p.state = 'planned' AND carried.until >= lower(p.year)
UNION ALL
-- without_cohort
-- An open program has no cohort: with the first cohort it is running. Admission is open in its fiscal year, on the days on
-- which an agreement carries it.
SELECT 'without_cohort', p.id, p.desk, p.zone, p.opened_on, NULL, lower(carried.days), upper(carried.days) - 1
FROM near p
CROSS JOIN LATERAL (SELECT unnest(range_agg(a.in_force) * datemultirange(p.year)) AS days
                    FROM authorisation a WHERE a.program_id = p.id) AS carried
WHERE p.state = 'open'
UNION ALL
-- without_agreement
-- A program waits since its last authorisation ended, until its fiscal year is over; one that was planned by hand waits since
-- then. With an authorisation that is in force or still to come it does not wait.
SELECT 'without_agreement', p.id, p.desk, p.zone, without.since, NULL, without.since, upper(p.year) - 1
FROM near p
CROSS JOIN LATERAL (SELECT coalesce(max(ended.day), p.planned_on) AS since
                    FROM (SELECT least(a.ended_on, a.until) + 1 AS day
                          FROM authorisation a WHERE a.program_id = p.id) AS ended
                    HAVING count(*) = count(ended.day)) AS without
WHERE p.live
UNION ALL
-- similar
-- The later one of two programs of one kind waits, as long as one of them has no participants and can be joined.
SELECT 'similar', p.id, p.desk, p.zone, p.planned_on, NULL, p.planned_on, upper(p.year) - 1
FROM near p
WHERE EXISTS (SELECT FROM similar_program o WHERE o.program_id = p.id AND o.id < p.id AND NOT o.kept_apart
              AND (p.state IN ('planned', 'open') OR o.state IN ('planned', 'open')))
UNION ALL
-- interrupted
-- A suspended program waits to be resumed or ended; one whose fiscal year is over waits to be ended.
SELECT 'suspended', p.id, p.desk, p.zone, s.suspended_on, NULL, s.suspended_on, upper(p.year) - 1
FROM near p JOIN program_suspension s ON s.program_id = p.id AND s.resumed_on IS NULL
WHERE p.state = 'suspended'
UNION ALL
SELECT 'to_be_ended', p.id, p.desk, p.zone, upper(p.year), NULL, upper(p.year), NULL
FROM near p WHERE p.state IN ('open', 'running', 'suspended')
UNION ALL
-- sessions
-- A cohort is done after the sessions of its template, or when no one is enrolled in it any more. One of a suspended program
-- does not wait.
SELECT CASE held.sessions WHEN 0 THEN 'first_session' ELSE 'next_session' END, c.id, 'facility:' || p.facility_id, p.zone,
       coalesce(held.last_on, c.started_on), NULL, held.last_on + 30 + 1, NULL
FROM cohort c JOIN program p ON p.id = c.program_id
CROSS JOIN LATERAL (SELECT count(*) AS sessions, max(s.held_on) AS last_on FROM session s
                    WHERE s.cohort_id = c.id AND s.retracted_at IS NULL) AS held
WHERE c.id = ANY (changed) AND p.state = 'running' AND held.sessions < p.template_sessions
  AND EXISTS (SELECT FROM enrolment e WHERE e.cohort_id = c.id AND e.ended_on IS NULL)
UNION ALL
-- offers
-- An offer with items that have no answer waits at its facility, and at the regional office too once its last day is over.
SELECT d.kind, o.id, d.desk, f.zone, d.since, d.due_on, NULL, NULL
FROM offer o JOIN facility f ON f.id = o.facility_id
CROSS JOIN LATERAL (
    SELECT 'offer_to_answer' AS kind, 'facility:' || f.id AS desk, o.offered_on AS since, o.due_on
    UNION ALL
    SELECT 'offer_unanswered', 'region:' || f.region, o.due_on + 1, NULL WHERE o.overdue_at IS NOT NULL) AS d
WHERE o.id = ANY (changed) AND o.closed_at IS NULL AND o.open_items > 0
UNION ALL
-- template_gaps
SELECT 'template_missing', g.id, 'nation', g.zone, (g.found_at AT TIME ZONE g.zone)::date, NULL, NULL, NULL
FROM template_gap g WHERE g.id = ANY (changed) AND g.closed_at IS NULL
), found AS (
SELECT about, kind, desk, begins, ends, NULL AS contact, NULL::boolean AS by_letter, zone, since, due_on,
       '{}'::jsonb AS words FROM open
)
SELECT about, kind, desk, begins, ends, contact, by_letter, zone, since, coalesce(due_on, since + days), words
FROM found LEFT JOIN (VALUES ('to_be_opened', 30), ('without_cohort', 30), ('first_session', 30), ('next_session', 90), ('without_agreement', NULL::integer), ('suspended', 30), ('to_be_ended', 31), ('offer_to_answer', NULL::integer), ('offer_unanswered', 14), ('similar', 30), ('template_missing', 30)) AS to_act (kind, days) USING (kind)
