-- Open action items at the unit that owns them. They belong to a meeting and not to one agreement, so they name their
-- desks themselves.
SELECT i.id, 'action_item',
       CASE u.kind WHEN 'facility' THEN 'facility:' || u.id WHEN 'regional_office' THEN 'region:' || u.region
                   WHEN 'partner' THEN 'partner:' || u.id ELSE 'nation' END,
       NULL::date, NULL::date, NULL, NULL::boolean, m.zone, m.recorded_on, i.due_on, jsonb_build_object()
FROM action_item i JOIN meeting m ON m.id = i.meeting_id JOIN any_unit u ON u.named_as = i.owner_id
WHERE i.id = ANY (changed) AND i.completed_on IS NULL
