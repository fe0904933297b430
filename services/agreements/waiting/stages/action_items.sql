-- Open action items at the unit that owns them. They belong to a meeting and not to one agreement, so they name their
-- desks themselves.
SELECT 'action_item' AS kind, i.id AS about,
       CASE u.kind WHEN 'facility' THEN 'facility:' || u.id WHEN 'regional_office' THEN 'region:' || u.region
                   WHEN 'partner' THEN 'partner:' || u.id ELSE 'nation' END AS desk,
       CASE u.kind WHEN 'directorate_general' THEN NULL ELSE u.public_name END AS unit_name, u.region, m.zone,
       m.recorded_on AS since, i.due_on,
       ARRAY(SELECT w.name FROM meeting_unit w WHERE w.meeting_id = m.id AND w.kind = 'facility'
             ORDER BY w.name) AS facilities,
       ARRAY(SELECT w.name FROM meeting_unit w WHERE w.meeting_id = m.id AND w.kind = 'partner'
             ORDER BY w.name) AS partners,
       jsonb_build_object('task', i.task) AS words
FROM action_item i JOIN meeting m ON m.id = i.meeting_id JOIN any_unit u ON u.named_as = i.owner_id
WHERE i.completed_on IS NULL
  AND (:nation OR u.id = ANY (:facilities::uuid[]) OR u.id = ANY (:partners::uuid[])
       OR u.region = ANY (:regions::text[]))
