-- Each person counts once in a row and once in the total, whose unit is null. Months that are not over are not counted.
WITH {units}, held AS MATERIALIZED (
    SELECT s.cohort_id, s.active, s.passive, s.absent, u.unit, u.facility_id, date_trunc('month', s.held_on)::date AS month
    FROM unit u JOIN program p ON p.facility_id = u.facility_id JOIN session s ON s.program_id = p.id
    WHERE s.held_on BETWEEN $6 AND $7 AND s.retracted_at IS NULL
), sessions AS (
    SELECT unit, count(*) AS sessions, count(*) FILTER (WHERE cohort_id IS NULL) AS open_sessions,
           coalesce(sum(active + passive) FILTER (WHERE cohort_id IS NOT NULL), 0) AS present,
           coalesce(sum(absent) FILTER (WHERE cohort_id IS NOT NULL), 0) AS absent,
           coalesce(sum(active) FILTER (WHERE cohort_id IS NULL), 0) AS audience
    FROM held GROUP BY GROUPING SETS ((unit), ())
), persons AS (
    SELECT unit, count(DISTINCT participant_id) AS participants FROM unit JOIN month_presence USING (facility_id)
    WHERE month BETWEEN $6 AND $7 GROUP BY GROUPING SETS ((unit), ())
), enrolled AS (
    SELECT u.unit, e.participant_id, greatest(e.admitted_on, $6) AS first, e.id,
           max(least(coalesce(e.ended_on, $7), $7)) OVER (
               PARTITION BY e.participant_id ORDER BY greatest(e.admitted_on, $6), e.id
               ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS busy_until
    FROM unit u JOIN program p ON p.facility_id = u.facility_id JOIN cohort c ON c.program_id = p.id
    JOIN enrolment e ON e.cohort_id = c.id
    WHERE e.admitted_on <= $7 AND coalesce(e.ended_on, 'infinity') >= $6
), enrolments AS (
    -- A person who moves from one cohort to another on one day takes part in one after the other.
    SELECT unit, count(*) AS enrolments, count(DISTINCT participant_id) FILTER (WHERE first < busy_until) AS concurrent
    FROM enrolled GROUP BY GROUPING SETS ((unit), ())
), months AS (
    SELECT u.unit, count(*) AS months, count(*) FILTER (WHERE held.month IS NOT NULL) AS active_months,
           count(*) FILTER (WHERE held.month IS NULL AND c.statement = 'nihil') AS nihil_months,
           count(*) FILTER (WHERE held.month IS NULL AND c.statement IS DISTINCT FROM 'nihil') AS silent_months
    FROM unit u JOIN facility f ON f.id = u.facility_id
    CROSS JOIN generate_series($6::timestamp, $7::timestamp, interval '1 month') AS each (day)
    LEFT JOIN (SELECT DISTINCT facility_id, month FROM held) AS held
        ON held.facility_id = u.facility_id AND held.month = each.day::date
    LEFT JOIN month_closing c ON c.facility_id = u.facility_id AND c.month = each.day::date
    WHERE each.day + interval '1 month' <= $8::timestamptz AT TIME ZONE f.zone
    GROUP BY GROUPING SETS ((u.unit), ())
), rows AS (
    SELECT unit, max(name) AS name, count(*) AS facilities FROM unit GROUP BY GROUPING SETS ((unit), ())
)
SELECT r.unit, r.name, r.facilities, coalesce(sessions, 0) AS sessions, coalesce(open_sessions, 0) AS open_sessions,
       coalesce(present, 0)::bigint AS present, coalesce(absent, 0)::bigint AS absent, coalesce(audience, 0)::bigint AS audience,
       coalesce(participants, 0) AS participants, coalesce(enrolments, 0) AS enrolments, coalesce(concurrent, 0) AS concurrent,
       coalesce(months, 0) AS months, coalesce(active_months, 0) AS active_months, coalesce(nihil_months, 0) AS nihil_months,
       coalesce(silent_months, 0) AS silent_months
FROM rows r
LEFT JOIN sessions s ON s.unit IS NOT DISTINCT FROM r.unit
LEFT JOIN persons p ON p.unit IS NOT DISTINCT FROM r.unit
LEFT JOIN enrolments e ON e.unit IS NOT DISTINCT FROM r.unit
LEFT JOIN months m ON m.unit IS NOT DISTINCT FROM r.unit
ORDER BY r.unit IS NULL, r.name, r.unit
