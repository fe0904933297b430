SELECT page.*, NULL AS unit_name, '{}'::text[] AS facilities, '{}'::text[] AS partners,
       jsonb_build_object(
           'subject', jsonb_build_object('id', n.subject_indonesian, 'en', n.subject_english)) AS shown
FROM page JOIN notice n ON n.id = page.about
