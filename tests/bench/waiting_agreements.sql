-- Agreements {first} to {last}: of a hundred, 4 are drafts, 3 in review, 3 to be signed and 90 signed over the last five
-- years, for three years each. Of the signed ones, 3 lack a number and 5 have no activity.
INSERT INTO partner (id, name, name_key, twin_key, category, lineage)
SELECT id, 'CV Contoh ' || n, 'cvcontoh' || n, 'cvcontoh' || n, 'private_company', ARRAY[id]
FROM generate_series(1, 2000) AS n, LATERAL (SELECT md5('partner' || n)::uuid AS id) AS made
ON CONFLICT DO NOTHING;

CREATE TEMP TABLE made ON COMMIT DROP AS
SELECT n, md5('agreement' || n)::uuid AS id, md5('ours' || n)::uuid AS ours, md5('theirs' || n)::uuid AS theirs,
       md5('partner' || (n % 2000 + 1))::uuid AS partner_id, keeper.id AS keeper_id, keeper.kind, keeper.zone, place.id AS place_id,
       keeper.region, CASE WHEN n % 100 < 4 THEN 'drafting' WHEN n % 100 < 7 THEN 'review'
                           WHEN n % 100 < 10 THEN 'validated' ELSE 'signed' END AS state,
       current_date - (n * 37 % 1800) AS begins
FROM generate_series({first}, {last}) AS n
JOIN (SELECT *, row_number() OVER (ORDER BY id) - 1 AS nth, count(*) OVER () AS number FROM unit WHERE kind = 'facility')
    AS place ON place.nth = n % place.number
JOIN unit AS keeper ON keeper.id = CASE
    WHEN n / 100 % 100 = 0 THEN (SELECT id FROM unit WHERE kind = 'directorate_general' LIMIT 1)
    WHEN n / 100 % 100 < 5 THEN (SELECT id FROM unit WHERE kind = 'regional_office' AND code = place.region)
    ELSE place.id END;

INSERT INTO agreement (id, line_id, registration_number, instrument, level, keeper_id, title, zone, document_state,
                       signing_planned_on, signed_on, in_force_from, in_force_until, expired_announced_at,
                       expiry_final_at, first_activity_at, version)
SELECT id, id, 'bench/' || n, 'cooperation_agreement',
       CASE kind WHEN 'facility' THEN 'facility' WHEN 'regional_office' THEN 'regional' ELSE 'national' END, keeper_id,
       'Perjanjian Kerja Sama Contoh ' || n, zone, state,
       CASE state WHEN 'validated' THEN current_date + 10 END,
       CASE state WHEN 'signed' THEN begins END, CASE state WHEN 'signed' THEN begins END,
       CASE state WHEN 'signed' THEN begins + 1095 END,
       CASE WHEN state = 'signed' AND begins + 1095 < current_date THEN now() END,
       CASE WHEN state = 'signed' AND begins + 1125 < current_date THEN now() END,
       CASE WHEN state = 'signed' AND n / 100 % 20 > 0 THEN now() END, 3
FROM made;

INSERT INTO party (id, agreement_id, ordinal, role, unit_id, signers)
SELECT ours, id, 1, 'principal', keeper_id, 1 FROM made
UNION ALL
SELECT theirs, id, 2, 'principal', partner_id, 1 FROM made;

INSERT INTO agreement_facility (agreement_id, facility_id) SELECT id, place_id FROM made;

INSERT INTO agreement_history (agreement_id, version, move, to_state, account, at)
SELECT id, 1, 'draft', 'drafting', 'bench', now() - interval '20 days' FROM made
UNION ALL
SELECT id, 3, 'validate', 'validated', 'bench', now() - interval '3 days' FROM made WHERE state = 'validated';

INSERT INTO reviewer (agreement_id, round, side, unit, waiting_since, text_hash)
SELECT id, 1, CASE kind WHEN 'directorate_general' THEN 'directorate_general' ELSE 'region' END, coalesce(region, ''),
       now() - interval '5 days', ''
FROM made WHERE state = 'review'
UNION ALL
SELECT id, 1, 'partner', partner_id::text, now() - interval '5 days', '' FROM made WHERE state = 'review';

INSERT INTO signature (id, agreement_id, party_id, unit_id, ordinal, position, capacity, signs_for, method, signed_on,
                       recorded_by)
SELECT md5('signature' || n || part.id)::uuid, made.id, part.id, part.unit_id, 1, 'Kepala', 'definitive', 'own', 'wet_ink', begins,
       'bench'
FROM made JOIN party AS part ON part.agreement_id = made.id WHERE state = 'signed';

INSERT INTO document_number (id, agreement_id, party_id, issuer_id, ours, number, number_key, year)
SELECT md5('number' || part.id)::uuid, made.id, part.id, part.unit_id, false, 'Contoh-' || n, 'contoh' || n, 2026
FROM made JOIN party AS part ON part.agreement_id = made.id
WHERE state = 'signed' AND (part.ordinal = 1 OR n / 100 % 33 > 0);
