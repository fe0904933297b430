-- Programs and cohorts wait at their facility, missing templates at the directorate general. An offer waits at its facility,
-- and at the regional office too once its last day is over.
SELECT open.kind, about, 'facility:' || p.facility_id AS desk, p.facility_name AS unit_name, p.region, p.zone, since,
       NULL::date AS due_on, ARRAY[p.facility_name] AS facilities,
       ARRAY(SELECT DISTINCT partner.name FROM authorisation_agency a JOIN partner ON partner.id = a.agency_id
             WHERE a.program_id = p.id ORDER BY partner.name) AS partners,
       jsonb_build_object('title', p.name, 'year', p.fiscal_year, 'cohort', cohort) AS words
FROM open JOIN near p ON p.id = open.program_id
UNION ALL
SELECT 'template_missing', g.id, 'nation', NULL, NULL, g.zone, (g.found_at AT TIME ZONE g.zone)::date, NULL,
       ARRAY[g.facility_name], g.agency_names,
       jsonb_build_object('title', g.description, 'field',
                          jsonb_build_object('list', 'field', 'code', g.field, 'name', g.field_name))
FROM template_gap_details g WHERE g.closed_at IS NULL
UNION ALL
SELECT d.kind, o.id, d.desk, d.unit_name, o.region, o.zone, d.since, d.due_on, ARRAY[o.facility_name],
       ARRAY(SELECT name FROM agreement_partner JOIN partner ON partner.id = partner_id
             WHERE agreement_id = o.agreement_id ORDER BY name),
       jsonb_build_object('title', o.title, 'number', o.number, 'facility', o.facility_name)
FROM offers_near o
CROSS JOIN LATERAL (
    SELECT 'offer_to_answer' AS kind, 'facility:' || o.facility_id AS desk, o.facility_name AS unit_name,
           o.offered_on AS since, o.due_on
    UNION ALL
    SELECT 'offer_unanswered', 'region:' || o.region, NULL, o.due_on + 1, NULL WHERE o.overdue) AS d
