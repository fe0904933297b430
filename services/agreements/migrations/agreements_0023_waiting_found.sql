
WITH near AS (
SELECT * FROM agreement WHERE id = ANY (changed)
), open AS (
-- drafts
SELECT CASE last.move WHEN 'return' THEN 'revision_requested' ELSE 'draft' END AS kind, a.id AS agreement_id,
       'keepers' AS holder, NULL AS unit, (last.at AT TIME ZONE a.zone)::date AS since, NULL::date AS due_on,
       NULL::date AS begins, NULL::date AS ends, NULL::boolean AS by_letter, jsonb_build_object() AS words
FROM near a
CROSS JOIN LATERAL (SELECT h.move, h.at FROM agreement_history h
                    WHERE h.agreement_id = a.id AND h.move IN ('explore', 'draft', 'begin_drafting', 'return', 'reopen')
                    ORDER BY h.id DESC LIMIT 1) AS last
WHERE a.document_state IN ('exploration', 'drafting')
UNION ALL
-- reviews
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
UNION ALL
-- signatures
-- Separate cases on purpose: the keepers see one case with all missing parties, and each other party its own signature.
SELECT w.kind, a.id, w.holder, w.unit, w.since, w.due_on, NULL, NULL, NULL, w.words
FROM near a
CROSS JOIN LATERAL (SELECT (max(h.at) AT TIME ZONE a.zone)::date AS day FROM agreement_history h
                    WHERE h.agreement_id = a.id AND h.move = 'validate') AS validated
CROSS JOIN LATERAL (SELECT max(s.signed_on) AS day FROM signature s
                    WHERE s.agreement_id = a.id AND s.voided_at IS NULL) AS signed
CROSS JOIN LATERAL (
    SELECT jsonb_agg(p.unit_id ORDER BY p.ordinal) AS everyone,
           array_agg(u.id) FILTER (WHERE u.kind = 'partner') AS partners,
           array_agg(u.id) FILTER (WHERE u.kind = 'facility' AND u.id <> a.keeper_id) AS facilities,
           array_agg(u.region) FILTER (WHERE u.kind = 'regional_office' AND u.id <> a.keeper_id) AS regions,
           bool_or(u.kind IN ('directorate_general', 'ministry') AND a.level <> 'national') AS nation
    FROM party p CROSS JOIN LATERAL (SELECT * FROM any_unit WHERE named_as = p.unit_id OFFSET 0) AS u
    WHERE p.agreement_id = a.id AND p.role = 'principal'
      AND p.signers > (SELECT count(*) FROM signature s WHERE s.party_id = p.id AND s.voided_at IS NULL)) AS missing
CROSS JOIN LATERAL (
    SELECT CASE WHEN signed.day IS NULL THEN 'to_be_signed' ELSE 'signatures_outstanding' END AS kind,
           'keepers' AS holder, NULL AS unit, coalesce(signed.day, validated.day) AS since,
           CASE WHEN signed.day IS NULL THEN a.signing_planned_on ELSE a.sign_before END AS due_on,
           jsonb_build_object('who', missing.everyone) AS words
    UNION ALL
    SELECT 'own_signature', other.holder, other.unit, validated.day, a.signing_planned_on, jsonb_build_object()
    FROM (SELECT 'partner' AS holder, unnest(missing.partners)::text AS unit
          UNION ALL
          SELECT 'facility', unnest(missing.facilities)::text
          UNION ALL
          SELECT 'region', unnest(missing.regions)
          UNION ALL
          SELECT 'directorate_general', NULL WHERE missing.nation) AS other) AS w
WHERE a.document_state IN ('validated', 'awaiting_signature', 'partially_signed')
UNION ALL
-- numbers
-- An acknowledging party or a witness has no number of its own.
SELECT 'number_missing', a.id, 'keepers', NULL, min(signed.day), NULL, NULL, NULL, NULL,
       jsonb_build_object('who', jsonb_agg(p.unit_id ORDER BY p.ordinal))
FROM near a
JOIN party p ON p.agreement_id = a.id
CROSS JOIN LATERAL (SELECT min(s.signed_on) AS day FROM signature s
                    WHERE s.party_id = p.id AND s.voided_at IS NULL) AS signed
WHERE a.document_state IN ('partially_signed', 'signed') AND p.role = 'principal' AND signed.day IS NOT NULL
  AND NOT EXISTS (SELECT FROM document_number n WHERE n.agreement_id = a.id AND n.party_id = p.id
                  AND n.replaced_at IS NULL)
GROUP BY a.id
UNION ALL
-- papers
-- The signed paper. Where the rule of its level and instrument requires one, it waits for a scan that was not returned; a
-- scan waits for its check by a second officer. An agreement that was registered after its end waits for no scan.
SELECT w.kind, a.id, 'keepers', NULL, w.since, w.due_on, CASE WHEN w.since < watch.from_day THEN watch.from_day END,
       NULL, NULL, w.words
FROM near a
CROSS JOIN paper_watch AS watch
CROSS JOIN LATERAL (
    SELECT 'paper_missing' AS kind, signed.day AS since, signed.day + rule.days AS due_on, jsonb_build_object() AS words
    FROM (VALUES ('facility', 'addendum', 14), ('facility', 'cooperation_agreement', 14), ('facility', 'grant_handover', 14), ('facility', 'joint_agreement', 14), ('facility', 'memorandum_of_understanding', 14), ('facility', 'non_disclosure_agreement', 14), ('facility', 'synergy_memorandum', 14), ('regional', 'addendum', 14), ('regional', 'cooperation_agreement', 14), ('regional', 'grant_handover', 14), ('regional', 'joint_agreement', 14), ('regional', 'memorandum_of_understanding', 14), ('regional', 'non_disclosure_agreement', 14), ('regional', 'synergy_memorandum', 14), ('national', 'addendum', 30), ('national', 'cooperation_agreement', 30), ('national', 'grant_handover', 30), ('national', 'joint_agreement', 30), ('national', 'memorandum_of_understanding', 30), ('national', 'non_disclosure_agreement', 30), ('national', 'synergy_memorandum', 30)) AS rule (level, instrument, days)
    CROSS JOIN LATERAL (SELECT coalesce(a.signed_on, a.dated_on, a.in_force_from) AS day) AS signed
    WHERE rule.level = a.level AND rule.instrument = a.instrument AND a.document_state = 'signed'
      AND NOT (a.registered_source IS NOT NULL AND a.expiry_final_at IS NOT NULL)
      AND NOT EXISTS (SELECT FROM document_whole d
                      WHERE d.agreement_id = a.id AND d.kind = 'signed_paper' AND d.erased_at IS NULL
                        AND d.verdict IS DISTINCT FROM 'differs')
    UNION ALL
    (SELECT 'paper_to_check', (d.uploaded_at AT TIME ZONE a.zone)::date, NULL, jsonb_build_object('document', d.id)
     FROM document_whole d
     WHERE d.agreement_id = a.id AND d.kind = 'signed_paper' AND d.erased_at IS NULL AND d.verdict IS NULL
     ORDER BY d.id LIMIT 1)) AS w
UNION ALL
-- not_running
SELECT 'not_running', a.id, 'places', NULL, a.in_force_from, NULL, a.in_force_from, a.in_force_until, NULL,
       jsonb_build_object()
FROM near a
WHERE a.document_state = 'signed' AND a.first_activity_at IS NULL
UNION ALL
-- uncovered
-- It waits since the first meeting that noted an uncovered field. It is due while the last such meeting is still recent
-- enough to justify an addition; only a meeting on a certain day sets that day.
SELECT 'uncovered_practice', a.id, 'keepers', NULL, min(m.sorted_on),
       (max(m.latest) FILTER (WHERE m.certain) + interval '6 months')::date, NULL, NULL, NULL,
       jsonb_build_object('fields', jsonb_agg(DISTINCT u.field))
FROM near a
JOIN meeting_subject s ON s.subject_id = a.id AND s.kind = 'agreement'
JOIN meeting m ON m.id = s.meeting_id
JOIN uncovered_practice u ON u.meeting_id = m.id
-- A meeting about several agreements notes fields that one of them covers.
WHERE a.document_state = 'signed'
  AND NOT EXISTS (SELECT FROM scope_item i WHERE i.agreement_id = a.id AND i.field = u.field)
  AND NOT EXISTS (
    SELECT FROM agreement next JOIN scope_item i ON i.agreement_id = next.id
    WHERE next.predecessor_id = a.id AND next.alive AND i.field = u.field)
GROUP BY a.id
UNION ALL
-- expiring
-- At most the last third of a term counts, as for the notices about its end. It waits until the extension is signed: a
-- draft alone extends nothing. An agreement of the past that was registered after its end does not wait.
SELECT 'expiring', a.id, 'keepers', NULL, greatest(lead.begins, a.signed_on), a.in_force_until, lead.begins,
       a.in_force_until + 180, NULL, jsonb_build_object()
FROM near a
CROSS JOIN LATERAL (
    SELECT a.in_force_until - least(180, (a.in_force_until - a.in_force_from) / 3) AS begins) AS lead
WHERE a.document_state = 'signed' AND NOT (a.registered_source IS NOT NULL AND a.expiry_final_at IS NOT NULL)
  AND a.in_force_until IS NOT NULL
  AND NOT EXISTS (SELECT FROM agreement next WHERE next.predecessor_id = a.id AND next.alive
                  AND next.document_state = 'signed')
), found AS (
-- The desk of each case. `holder` names the side that has to act: the keepers of the agreement, the facilities where it is
-- carried out, or the region, facility, partner or directorate general in `unit`. The keepers are the same as in
-- `agreement.access.scope_to_change`; a test compares the two.
-- `unit` may be a region's code: the CASE keeps it from being cast to uuid before the holder is known.
SELECT a.id AS about, kind, desk, begins, ends, CASE WHEN by_letter IS NOT NULL THEN unit END AS contact, by_letter,
       a.zone, since, due_on, words
FROM open JOIN near a ON a.id = open.agreement_id
CROSS JOIN LATERAL (
    SELECT 'facility:' || f.facility_id AS desk
    FROM agreement_facility f
    WHERE f.agreement_id = a.id AND holder = 'places'
    UNION ALL
    SELECT 'facility:' || f.id
    FROM facility f
    WHERE f.id = CASE holder WHEN 'facility' THEN unit::uuid WHEN 'keepers' THEN a.keeper_id END
    UNION ALL
    SELECT 'region:' || r.code
    FROM regional_office r
    WHERE (holder = 'region' AND r.code = unit) OR (holder = 'keepers' AND r.id = a.keeper_id)
    UNION ALL
    SELECT 'partner:' || m.id
    FROM partner m WHERE m.id = CASE holder WHEN 'partner' THEN unit::uuid END
    UNION ALL
    SELECT 'nation'
    WHERE holder = 'directorate_general' OR (holder = 'keepers' AND a.level = 'national')) AS d
UNION ALL
-- Open action items at the unit that owns them. They belong to a meeting and not to one agreement, so they name their
-- desks themselves.
SELECT i.id, 'action_item',
       CASE u.kind WHEN 'facility' THEN 'facility:' || u.id WHEN 'regional_office' THEN 'region:' || u.region
                   WHEN 'partner' THEN 'partner:' || u.id ELSE 'nation' END,
       NULL::date, NULL::date, NULL, NULL::boolean, m.zone, m.recorded_on, i.due_on, jsonb_build_object()
FROM action_item i JOIN meeting m ON m.id = i.meeting_id JOIN any_unit u ON u.named_as = i.owner_id
WHERE i.id = ANY (changed) AND i.completed_on IS NULL
UNION ALL
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
UNION ALL
-- Ceremonies: a guest without a row lists its agreements, the keeper opens the ceremony on its day, and closes it.
SELECT c.id, w.kind,
       CASE u.kind WHEN 'facility' THEN 'facility:' || u.id WHEN 'regional_office' THEN 'region:' || u.region
                   ELSE 'nation' END,
       NULL::date, NULL::date, NULL, NULL::boolean, c.zone, w.since, w.due_on,
       jsonb_build_object('who', jsonb_build_array(c.keeper_id))
FROM ceremony c
CROSS JOIN LATERAL (
    SELECT 'ceremony_to_open' AS kind, c.keeper_id AS unit_id, c.prepared_on AS since, c.planned_on AS due_on
    WHERE c.state = 'preparing'
    UNION ALL
    SELECT 'ceremony_to_close', c.keeper_id, c.held_on, NULL WHERE c.state = 'open'
    UNION ALL
    SELECT 'ceremony_to_join', g.unit_id, c.prepared_on, c.planned_on
    FROM ceremony_guest g
    WHERE g.ceremony_id = c.id AND c.state = 'preparing' AND NOT EXISTS (
        SELECT FROM ceremony_entry e JOIN agreement a ON a.id = e.agreement_id
        WHERE e.ceremony_id = c.id AND a.keeper_id = g.unit_id)
) AS w
CROSS JOIN LATERAL (SELECT * FROM any_unit WHERE named_as = w.unit_id OFFSET 0) AS u
WHERE c.id = ANY (changed)
)
SELECT about, kind, desk, begins, ends, contact, by_letter, zone, since, coalesce(due_on, since + days), words
FROM found LEFT JOIN (VALUES ('draft', NULL::integer), ('revision_requested', 7), ('review_by_region', 7), ('review_by_facility', 7), ('review_by_directorate_general', 7), ('review_by_partner', 14), ('partner_letter', 14), ('to_be_signed', 30), ('signatures_outstanding', 14), ('own_signature', 30), ('number_missing', NULL::integer), ('paper_missing', NULL::integer), ('paper_to_check', 7), ('not_running', 90), ('uncovered_practice', NULL::integer), ('action_item', NULL::integer), ('proposal_to_answer', 30), ('proposal_letter', 30), ('proposal_incomplete', 14), ('proposal_to_include', 90), ('ceremony_to_join', NULL::integer), ('ceremony_to_open', NULL::integer), ('ceremony_to_close', 1), ('expiring', NULL::integer)) AS to_act (kind, days) USING (kind)
