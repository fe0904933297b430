-- A partner that has no contact with an account in Sinergi answers by letter, and the keepers record the letter. Such a
-- review waits for the keepers. Both cases are kept, because a position begins and ends on its days.
SELECT CASE WHEN answers.by_letter THEN 'partner_letter' ELSE 'review_by_' || r.side END, a.id,
       CASE WHEN answers.by_letter THEN 'keepers' ELSE r.side END, r.unit,
       (r.waiting_since AT TIME ZONE a.zone)::date, NULL, NULL, NULL, answers.by_letter,
       CASE WHEN answers.by_letter THEN jsonb_build_object('who', jsonb_build_array(r.unit))
            ELSE jsonb_build_object() END
FROM near a
JOIN reviewer r ON r.agreement_id = a.id AND r.verdict IS NULL
CROSS JOIN LATERAL (SELECT unnest(CASE r.side WHEN 'partner' THEN ARRAY[true, false] ELSE ARRAY[NULL::boolean] END)
                    AS by_letter) AS answers
WHERE a.document_state = 'review'
  AND r.round = (SELECT max(newest.round) FROM reviewer newest WHERE newest.agreement_id = a.id)
