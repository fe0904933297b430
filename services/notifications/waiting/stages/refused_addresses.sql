-- Correspondents whose address its server does not know, until they end.
SELECT 'address_refused', c.id, 'nation:master_data_keeper', 'Asia/Jakarta',
       (c.refused_at AT TIME ZONE 'Asia/Jakarta')::date, NULL::date, NULL::date, NULL::date
FROM correspondent c WHERE c.id = ANY (changed) AND c.refused_at IS NOT NULL AND c.ended_at IS NULL
