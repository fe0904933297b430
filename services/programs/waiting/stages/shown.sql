-- The names of a page's cases, as they are today.
SELECT page.*, CASE page.scope_kind WHEN 'facility' THEN CASE page.unit WHEN v.guest_id::text THEN v.guest_name ELSE f.name END END AS unit_name,
       CASE WHEN v.id IS NULL THEN ARRAY[f.name] ELSE ARRAY[v.host_name, v.guest_name] END AS facilities,
       CASE WHEN p.id IS NOT NULL THEN
           ARRAY(SELECT DISTINCT partner.name FROM authorisation_agency a JOIN partner ON partner.id = a.agency_id
                 WHERE a.program_id = p.id ORDER BY partner.name)
       WHEN g.id IS NOT NULL THEN
           ARRAY(SELECT partner.name FROM template_gap_agency a JOIN partner ON partner.id = a.agency_id
                 WHERE a.gap_id = g.id ORDER BY partner.name)
       ELSE
           ARRAY(SELECT partner.name FROM agreement_partner a JOIN partner ON partner.id = a.partner_id
                 WHERE a.agreement_id = o.agreement_id ORDER BY partner.name)
       END AS partners,
       jsonb_strip_nulls(jsonb_build_object(
           'title', coalesce(p.name, g.description, offered.about ->> 'title'),
           'year', p.fiscal_year,
           'cohort', c.name,
           'number', offered.about ->> 'registration_number',
           'facility', f.name,
           'host', v.host_name,
           'guest', v.guest_name,
           'month', CASE WHEN m.id IS NOT NULL THEN jsonb_build_object('id', m.month_indonesian, 'en', m.month_english) END,
           'month_code', to_char(m.month, 'YYYY-MM'),
           'facility_id', m.facility_id,
           'origin', origin.name,
           'field', CASE WHEN g.id IS NOT NULL THEN
               jsonb_build_object('list', 'field', 'code', g.field, 'name', g.field_name) END)) AS shown
FROM page
LEFT JOIN cohort c ON c.id = page.about
LEFT JOIN program p ON p.id = coalesce(c.program_id, page.about)
LEFT JOIN template_gap g ON g.id = page.about
LEFT JOIN offer o ON o.id = page.about
LEFT JOIN offered_agreement offered ON offered.agreement_id = o.agreement_id
LEFT JOIN visit_facilities v ON v.id = page.about
LEFT JOIN due_month m ON m.id = page.about
LEFT JOIN transfer t ON t.id = page.about
LEFT JOIN facility origin ON origin.id = t.origin_id
JOIN facility f ON f.id = coalesce(p.facility_id, g.facility_id, o.facility_id, v.host_id, m.facility_id, t.destination_id)
