-- Notices {first} to {last} of the last five years: 15 of a hundred were never read or closed; most of these are no longer useful.
INSERT INTO notice (id, rule_group, desk, day, rule, matters, listed, event_id, event_type, facility_id, region, subject_indonesian,
                    subject_english, body_indonesian, body_english, severity, useful_until, zone, issued_at, read_at, read_by, closed_at,
                    closed_because_indonesian, closed_because_english)
SELECT md5('notice' || n)::uuid, 'bench-' || n, CASE
           WHEN n / 7 % 100 < 60 THEN 'facility:' || place.id || ':cooperation_officer'
           WHEN n / 7 % 100 < 80 THEN 'facility:' || place.id || ':coaching_officer'
           WHEN n / 7 % 100 < 95 THEN 'region:' || place.region || ':reviewer'
           WHEN n / 7 % 100 < 98 THEN 'nation:cooperation_officer'
           ELSE 'partner:' || md5('partner' || n % 2000 + 1)::uuid || ':partner_contact' END,
       day, 'bench', 1, '[]', md5('event' || n)::uuid, 'contoh', place.id, place.region, 'Pemberitahuan contoh ' || n, 'Example ' || n,
       'Contoh.', 'Example.', (ARRAY['action', 'action', 'information', 'critical'])[n % 4 + 1], day + 30, place.zone, day,
       CASE WHEN n % 100 BETWEEN 15 AND 84 THEN now() END, CASE WHEN n % 100 BETWEEN 15 AND 84 THEN 'bench' END,
       CASE WHEN n % 100 > 84 THEN now() END, CASE WHEN n % 100 > 84 THEN 'Selesai.' END, CASE WHEN n % 100 > 84 THEN 'Done.' END
FROM generate_series({first}, {last}) AS n
JOIN (SELECT *, row_number() OVER (ORDER BY id) - 1 AS nth, count(*) OVER () AS number FROM agreements.facility) AS place
    ON place.nth = n % place.number
CROSS JOIN LATERAL (SELECT current_date - (n * 37 % 1800) AS day) AS issued;
