SELECT page.*, NULL AS unit_name, '{}'::text[] AS facilities, '{}'::text[] AS partners,
       CASE WHEN c.id IS NOT NULL THEN jsonb_build_object('office', c.office)
            WHEN e.id IS NOT NULL THEN jsonb_build_object('number', e.number)
            WHEN w.id IS NOT NULL THEN jsonb_build_object('channel', jsonb_build_object(
                'list', 'channel', 'code', w.channel, 'name', w.channel))
            ELSE jsonb_build_object(
                'subject', jsonb_build_object('id', n.subject_indonesian, 'en', n.subject_english)) END AS shown
FROM page LEFT JOIN letter l ON l.id = page.about LEFT JOIN correspondent c ON c.id = page.about
LEFT JOIN edition e ON e.id = page.about LEFT JOIN recipient_way w ON w.id = page.about
LEFT JOIN notice n ON n.id = coalesce(l.notice_id, page.about)
