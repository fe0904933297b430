-- Proposed editions of the rules: to be tried on the past month, also again if another edition has come into force since,
-- and then to be decided by a second keeper.
SELECT CASE WHEN tried.counts THEN 'edition_to_decide' ELSE 'edition_to_try' END, e.id, 'nation:master_data_keeper',
       'Asia/Jakarta',
       (CASE WHEN tried.counts THEN e.tried_at ELSE e.proposed_at END AT TIME ZONE 'Asia/Jakarta')::date, NULL::date,
       NULL::date, NULL::date
FROM edition e CROSS JOIN LATERAL (
    SELECT coalesce((e.trial ->> 'compared_with')::integer
                    = (SELECT number FROM edition WHERE state = 'in_force'), false) AS counts) AS tried
WHERE e.id = ANY (changed) AND e.state = 'proposed'
