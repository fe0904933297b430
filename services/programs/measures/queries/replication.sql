-- Visits and plans count at the guest. A plan of the period is due for its check once six months are over.
WITH {units}, visits AS (
    SELECT v.id, u.unit FROM unit u JOIN visit v ON v.guest_id = u.facility_id
    WHERE v.state = 'held' AND v.sorted_on BETWEEN $6 AND $7
), plans AS (
    SELECT v.unit, v.id AS visit_id, a.practice, a.state, a.check_due_on <= $8::date AS due, p.opened_on - a.planned_on AS days
    FROM visits v JOIN adoption a ON a.visit_id = v.id LEFT JOIN program p ON p.id = a.program_id
), held AS (
    SELECT unit, count(*) AS visits FROM visits GROUP BY GROUPING SETS ((unit), ())
), counted AS (
    SELECT unit, count(DISTINCT visit_id) AS visits_with_plan, count(*) AS plans,
           count(*) FILTER (WHERE due OR state IN ('confirmed', 'abandoned')) AS due,
           count(*) FILTER (WHERE state = 'confirmed') AS confirmed,
           count(*) FILTER (WHERE state = 'abandoned') AS abandoned,
           count(*) FILTER (WHERE due AND state IN ('planned', 'begun')) AS unchecked,
           count(days) FILTER (WHERE days >= 0) AS opened,
           percentile_disc(0.5) WITHIN GROUP (ORDER BY days) FILTER (WHERE days >= 0) AS median_days
    FROM plans GROUP BY GROUPING SETS ((unit), ())
), spread AS (
    SELECT unit, count(*) AS practices FROM (
        SELECT unit, practice FROM plans WHERE state = 'confirmed'
        GROUP BY GROUPING SETS ((unit, practice), (practice)) HAVING count(*) >= {spread_from}) AS each
    GROUP BY unit
), rows AS (
    SELECT unit, max(name) AS name, count(*) AS facilities FROM unit GROUP BY GROUPING SETS ((unit), ())
)
SELECT r.unit, r.name, r.facilities, coalesce(visits, 0) AS visits, coalesce(visits_with_plan, 0) AS visits_with_plan,
       coalesce(plans, 0) AS plans, coalesce(due, 0) AS due, coalesce(confirmed, 0) AS confirmed,
       coalesce(abandoned, 0) AS abandoned, coalesce(unchecked, 0) AS unchecked, coalesce(opened, 0) AS opened,
       median_days, coalesce(practices, 0) AS spread_practices
FROM rows r
LEFT JOIN held h ON h.unit IS NOT DISTINCT FROM r.unit
LEFT JOIN counted c ON c.unit IS NOT DISTINCT FROM r.unit
LEFT JOIN spread s ON s.unit IS NOT DISTINCT FROM r.unit
ORDER BY r.unit IS NULL, r.name, r.unit
