-- Programs and cohorts wait at their facility, missing templates at the directorate general.
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
