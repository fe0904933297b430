-- Programs {first} to {last}, of this year and the four before, at all facilities: most are running, some were never opened, some
-- wait for a cohort, a session, an agreement or a decision about a similar one; and some offers and missing templates.
INSERT INTO facility (id, name, region, zone) SELECT id, name, region, zone FROM agreements.facility ON CONFLICT DO NOTHING;
INSERT INTO partner (id, name) SELECT md5('partner' || n)::uuid, 'CV Contoh ' || n FROM generate_series(1, 2000) AS n
ON CONFLICT DO NOTHING;

CREATE TEMP TABLE made ON COMMIT DROP AS
SELECT n, md5('program' || n)::uuid AS id, md5('cohort' || n)::uuid AS cohort_id, md5('item' || n)::uuid AS item_id,
       place.facility_id, place.facility_name, place.region, place.zone,
       extract(year FROM current_date)::integer - (n / place.number % 5)::integer AS year,
       CASE WHEN n % 100 < 8 THEN 'planned' WHEN n % 100 < 12 THEN 'open' ELSE 'running' END AS state
FROM generate_series({first}, {last}) AS n
JOIN (SELECT id AS facility_id, name AS facility_name, region, zone, row_number() OVER (ORDER BY id) - 1 AS nth,
             count(*) OVER () AS number FROM facility) AS place ON place.nth = n % place.number;

INSERT INTO program (id, facility_id, facility_name, region, zone, template, template_version, template_sessions,
                     title_indonesian, title_english, name, fiscal_year, series, state, opened_on, capacity)
SELECT id, facility_id, facility_name, region, zone, 'contoh_' || translate((CASE n % 30 WHEN 0 THEN 0 ELSE n END)::text, '0123456789', 'abcdefghij'), 1, 12, 'Contoh',
       'Example', 'Program Contoh ' || n, year, md5('series' || n)::uuid, state,
       CASE WHEN state <> 'planned' THEN make_date(year, 1, 15) END, CASE WHEN state <> 'planned' THEN 30 END
FROM made;

INSERT INTO program_status (program_id, version, state, reached_on)
SELECT id, 1, 'planned', make_date(year, 1, 2) FROM made;

INSERT INTO authorisation (program_id, scope_item_id, agreement_id, line_id, since, until, ended_on, end_reason)
SELECT id, item_id, md5('agreement' || n)::uuid, md5('agreement' || n)::uuid, make_date(year, 1, 1), make_date(year + 3, 1, 1),
       CASE n % 60 WHEN 1 THEN make_date(year, 6, 30) END, CASE n % 60 WHEN 1 THEN 'agreement_terminated' END
FROM made;

INSERT INTO authorisation_agency (program_id, scope_item_id, agency_id)
SELECT id, item_id, md5('partner' || n % 2000 + 1)::uuid FROM made;

INSERT INTO cohort (id, program_id, name, started_on)
SELECT cohort_id, id, 'Angkatan I', make_date(year, 2, 1) FROM made WHERE state = 'running';

-- Cohorts of the past are done, except for some that nobody has ended.
INSERT INTO enrolment (id, cohort_id, number, participant_id, kind, basis, admitted_on, origin)
SELECT md5('enrolment' || n)::uuid, cohort_id, 1, md5('participant' || n)::uuid, 'convict', 'voluntary', make_date(year, 2, 1), 'first'
FROM made WHERE state = 'running' AND (n % 20 = 0 OR year = extract(year FROM current_date));

INSERT INTO session (id, program_id, cohort_id, held_on, kind, topic, active, passive, absent, version, event_id)
SELECT md5('session' || n || '/' || nth)::uuid, id, cohort_id, make_date(year, 3, 1) + 20 * nth, 'class', 'Contoh', 10, 5, 1, 1,
       md5('event' || n || '/' || nth)::uuid
FROM made CROSS JOIN generate_series(1, 4) AS nth WHERE state = 'running' AND n % 13 > 0;

INSERT INTO offered_agreement (agreement_id, line_id, about)
SELECT id, id, jsonb_build_object('title', 'Perjanjian Contoh ' || n, 'registration_number', 'bench/' || n) FROM made WHERE n % 40 = 0;

INSERT INTO offer (id, agreement_id, facility_id, offered_on, due_on, open_items, version, overdue_at)
SELECT md5('offer' || n)::uuid, id, facility_id, current_date - n % 60, current_date - n % 60 + 30, (n / 40 % 3 = 0)::integer, 1,
       CASE WHEN n % 60 > 30 THEN now() END
FROM made WHERE n % 40 = 0;

INSERT INTO template_gap (id, scope_item_id, facility_id, facility_name, region, zone, agreement_id, line_id, field, field_name,
                          description, function, since, found_at, closed_at)
SELECT md5('gap' || n)::uuid, item_id, facility_id, facility_name, region, zone, id, id, 'contoh', 'contoh', 'Contoh ' || n, 'coaching',
       current_date, now(), CASE WHEN n % 1000 > 0 THEN now() END
FROM made WHERE n % 200 = 0;
