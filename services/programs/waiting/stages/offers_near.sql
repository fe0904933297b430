-- Offers with items that have no answer, at the facilities that the caller reaches.
SELECT o.id, o.agreement_id, o.facility_id, o.offered_on, o.due_on, o.overdue_at IS NOT NULL AS overdue,
       f.name AS facility_name, f.region, f.zone, a.about ->> 'title' AS title,
       a.about ->> 'registration_number' AS number
FROM offer o JOIN facility f ON f.id = o.facility_id JOIN offered_agreement a USING (agreement_id)
WHERE o.closed_at IS NULL AND o.open_items > 0
  AND (:nation OR o.facility_id = ANY (:facilities::uuid[]) OR f.region = ANY (:regions::text[])
       OR o.overdue_at IS NOT NULL AND f.region = ANY (:offices::text[]))
