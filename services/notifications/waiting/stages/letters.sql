-- Letters to be sent, as long as their matter is open, and sent ones whose answer is chased.
SELECT CASE WHEN l.sent_on IS NULL THEN 'letter_to_send' ELSE 'letter_to_chase' END, l.id,
       coalesce('facility:' || l.facility_id || ':cooperation_officer', 'nation:master_data_keeper'), l.zone,
       coalesce(l.chase_on, l.write_on), NULL::date, coalesce(l.chase_on, l.write_on), 'infinity'::date
FROM letter l JOIN notice n ON n.id = l.notice_id
WHERE l.id = ANY (changed) AND l.answer IS NULL AND (l.sent_on IS NOT NULL OR n.closed_at IS NULL)
