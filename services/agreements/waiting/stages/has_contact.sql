-- Whether the partner `w.contact` has a contact with an account today. A contact of a partner above it counts as well, and a
-- position may name a merged id.
EXISTS (
    SELECT FROM position p
    WHERE p.capability = 'partner_contact'
      AND :jakarta::date BETWEEN p.valid_from AND coalesce(p.valid_until, 'infinity')
      AND p.unit IN (
          SELECT unnest(m.lineage)::text FROM partner m WHERE m.id = w.contact::uuid
          UNION ALL
          SELECT merged.id::text FROM partner m JOIN partner merged ON merged.merged_into = ANY (m.lineage)
          WHERE m.id = w.contact::uuid))
