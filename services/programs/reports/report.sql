-- The programs of a facility with something on record in a month, and their total, whose program is null.
WITH mine AS (
    SELECT id FROM program WHERE facility_id = $1 AND state <> 'joined'
), held AS (
    SELECT program_id, count(*) AS sessions, coalesce(sum(minutes), 0) AS minutes,
           coalesce(sum(active + passive) FILTER (WHERE cohort_id IS NOT NULL), 0) AS present,
           coalesce(sum(active + passive + absent) FILTER (WHERE cohort_id IS NOT NULL), 0) AS marks,
           coalesce(sum(active) FILTER (WHERE cohort_id IS NULL), 0) AS audience
    FROM session JOIN mine ON mine.id = program_id
    WHERE held_on BETWEEN $2 AND $3 AND retracted_at IS NULL GROUP BY GROUPING SETS ((program_id), ())
), persons AS (
    SELECT program_id, count(DISTINCT participant_id) AS participants
    FROM session s JOIN mine ON mine.id = program_id JOIN attendance a ON a.session_id = s.id
    WHERE held_on BETWEEN $2 AND $3 AND retracted_at IS NULL AND mark <> 'absent' GROUP BY GROUPING SETS ((program_id), ())
), off AS (
    SELECT program_id, count(*) AS cancelled FROM session_cancellation JOIN mine ON mine.id = program_id
    WHERE planned_on BETWEEN $2 AND $3 GROUP BY GROUPING SETS ((program_id), ())
), named AS (
    SELECT program_id FROM held UNION SELECT program_id FROM off
)
SELECT n.program_id, p.name, p.title_indonesian, p.title_english, p.pillar, coalesce(sessions, 0) AS sessions,
       coalesce(cancelled, 0) AS cancelled, coalesce(minutes, 0)::bigint AS minutes, coalesce(participants, 0) AS participants,
       coalesce(present, 0)::bigint AS present, coalesce(marks, 0)::bigint AS marks, coalesce(audience, 0)::bigint AS audience
FROM named n LEFT JOIN program p ON p.id = n.program_id
LEFT JOIN held ON held.program_id IS NOT DISTINCT FROM n.program_id
LEFT JOIN persons ON persons.program_id IS NOT DISTINCT FROM n.program_id
LEFT JOIN off ON off.program_id IS NOT DISTINCT FROM n.program_id
ORDER BY n.program_id IS NULL, p.name, n.program_id
