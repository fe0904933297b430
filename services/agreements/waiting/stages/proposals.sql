-- Proposals: the answer waits for the unit that was asked. A partner without a contact answers by letter, and our side
-- records it; both cases are kept, as for reviews. Our side completes the record, and includes what was accepted in an agreement.
SELECT p.id, w.kind, w.desk, NULL::date, NULL::date, w.contact, w.by_letter, p.zone, w.since, NULL::date, w.words
FROM proposal p
CROSS JOIN LATERAL (
    SELECT u.id, u.kind, CASE u.kind WHEN 'facility' THEN 'facility:' || u.id
                         WHEN 'regional_office' THEN 'region:' || u.region
                         WHEN 'partner' THEN 'partner:' || u.id ELSE 'nation' END AS desk
    FROM any_unit u WHERE u.named_as = p.made_by OFFSET 0) AS maker
CROSS JOIN LATERAL (
    SELECT u.id, u.kind, CASE u.kind WHEN 'facility' THEN 'facility:' || u.id
                         WHEN 'regional_office' THEN 'region:' || u.region
                         WHEN 'partner' THEN 'partner:' || u.id ELSE 'nation' END AS desk
    FROM any_unit u WHERE u.named_as = p.made_to OFFSET 0) AS asked
CROSS JOIN LATERAL (
    SELECT CASE maker.kind WHEN 'partner' THEN asked.desk ELSE maker.desk END AS desk,
           CASE maker.kind WHEN 'partner' THEN maker.id ELSE asked.id END AS other) AS ours
CROSS JOIN LATERAL (
    SELECT 'proposal_to_answer' AS kind, asked.desk, NULL AS contact, NULL::boolean AS by_letter,
           p.recorded_on AS since, jsonb_build_object('who', jsonb_build_array(maker.id)) AS words
    WHERE p.state IN ('proposed', 'interest_expressed') AND asked.kind <> 'partner'
    UNION ALL
    SELECT CASE WHEN answers.by_letter THEN 'proposal_letter' ELSE 'proposal_to_answer' END,
           CASE WHEN answers.by_letter THEN ours.desk ELSE asked.desk END, asked.id::text, answers.by_letter,
           p.recorded_on,
           jsonb_build_object('who', jsonb_build_array(CASE WHEN answers.by_letter THEN asked.id ELSE maker.id END))
    FROM (VALUES (true), (false)) AS answers (by_letter)
    WHERE p.state IN ('proposed', 'interest_expressed') AND asked.kind = 'partner'
    UNION ALL
    SELECT 'proposal_incomplete', ours.desk, NULL, NULL, p.recorded_on, jsonb_build_object('missing', p.missing)
    WHERE p.state <> 'declined' AND p.missing <> '{}'
    UNION ALL
    SELECT 'proposal_to_include', ours.desk, NULL, NULL, (p.answer ->> 'answered_on')::date,
           jsonb_build_object('who', jsonb_build_array(ours.other))
    WHERE p.state = 'accepted' AND NOT EXISTS (
        SELECT FROM scope_item s JOIN agreement a ON a.id = s.agreement_id WHERE s.id = p.scope_item_id AND a.alive)
) AS w
WHERE p.id = ANY (changed)
