-- A request waits at the host, a visit whose day has come at both facilities, a task at the side that has it, and an adoption
-- at the guest from the day of its check on.
SELECT d.kind, v.id, d.desk, d.zone, d.since, d.due_on, d.begins, NULL::date
FROM visit_facilities v
CROSS JOIN LATERAL (VALUES ('host', 'facility:' || v.host_id, v.host_zone),
                           ('guest', 'facility:' || v.guest_id, v.guest_zone)) AS s (side, desk, zone)
CROSS JOIN LATERAL (
    SELECT 'visit_to_answer' AS kind, s.desk, s.zone, v.requested_on AS since, NULL::date AS due_on, NULL::date AS begins
    WHERE v.state = 'requested' AND s.side = 'host'
    UNION ALL
    SELECT 'visit_to_record', s.desk, s.zone, v.planned_on, NULL, v.planned_on WHERE v.state = 'agreed'
    UNION ALL
    SELECT 'visit_tasks', s.desk, s.zone, v.recorded_on, min(i.due_on), NULL FROM visit_action_item i
    WHERE i.visit_id = v.id AND i.owner = s.side AND i.completed_on IS NULL HAVING count(*) > 0
    UNION ALL
    SELECT 'adoption_to_check', s.desk, s.zone, min(a.check_due_on), NULL, min(a.check_due_on) FROM adoption a
    WHERE a.visit_id = v.id AND s.side = 'guest' AND a.state IN ('planned', 'begun') HAVING count(*) > 0) AS d
WHERE v.id = ANY (changed)
