-- The programs that the caller reaches. Programs wait at facilities, so a partner has none here.
SELECT * FROM program WHERE :nation
UNION ALL
SELECT * FROM program WHERE NOT :nation AND (facility_id = ANY (:facilities::uuid[]) OR region = ANY (:regions::text[]))
