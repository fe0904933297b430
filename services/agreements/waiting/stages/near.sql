-- Agreements that can have a case at one of the caller's desks. Without this restriction every list would read the
-- agreements of the whole nation.
SELECT * FROM agreement WHERE :nation
UNION ALL
SELECT * FROM agreement WHERE NOT :nation AND id IN (
    SELECT agreement_id FROM party WHERE unit_id = ANY (:facilities::uuid[])
    UNION ALL
    SELECT agreement_id FROM agreement_facility WHERE facility_id = ANY (:facilities::uuid[])
    UNION ALL
    SELECT id FROM agreement WHERE keeper_id = ANY (:facilities::uuid[])
    UNION ALL
    SELECT p.agreement_id FROM partner_resolved m JOIN party p ON p.unit_id = m.named_as
    WHERE m.id = ANY (:partners::uuid[])
    UNION ALL
    SELECT p.agreement_id FROM unit u JOIN party p ON p.unit_id = u.id WHERE u.region = ANY (:regions::text[])
    UNION ALL
    SELECT f.agreement_id FROM unit u JOIN agreement_facility f ON f.facility_id = u.id
    WHERE u.region = ANY (:regions::text[])
    UNION ALL
    SELECT a.id FROM unit u JOIN agreement a ON a.keeper_id = u.id WHERE u.region = ANY (:regions::text[]))
