-- Unread living notices that ask for an action, as long as they are useful: a closed one has lost its cause. An expired
-- notice no longer asks for anything; if its cause remains, that waits in the service that owns it.
--
-- A region supervises its own desk and those of its facilities. It does not count notices to a partner or to the
-- directorate general, even if they name one of its facilities.
--
-- The index has days but no zones, so it is asked for the capital's day; no other zone is behind it.
SELECT 'notice_' || severity AS kind, id AS about, desk, NULL AS unit_name,
       CASE WHEN desk LIKE 'facility:%' OR desk LIKE 'region:%' THEN region END AS region, zone,
       (issued_at AT TIME ZONE zone)::date AS since, useful_until AS due_on,
       ARRAY[]::text[] AS facilities, ARRAY[]::text[] AS partners,
       jsonb_build_object(
           'subject', jsonb_build_object('id', subject_indonesian, 'en', subject_english)) AS words
FROM notice
WHERE read_at IS NULL AND closed_at IS NULL AND severity IN ('action', 'critical')
  AND (:now AT TIME ZONE zone)::date <= useful_until
  AND (:now AT TIME ZONE :capital_zone::text)::date <= useful_until
