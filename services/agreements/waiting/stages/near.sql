-- Agreements that can have a case at one of the caller's desks. Without this restriction every list would read the
-- agreements of the whole nation.
SELECT * FROM agreement WHERE :nation
UNION ALL
SELECT * FROM agreement WHERE NOT :nation AND id IN (
    SELECT agreement_id FROM party WHERE facility_id = ANY (:facilities::uuid[]) OR partner_id = ANY (:partners::uuid[])
    UNION ALL
    SELECT p.agreement_id FROM facility f JOIN party p ON p.facility_id = f.id WHERE f.region = ANY (:regions::text[]))
