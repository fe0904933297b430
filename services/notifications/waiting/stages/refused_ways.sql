-- Addresses of accounts that their server does not know, until another one is given or the address is stated as right.
SELECT 'way_refused', w.id, 'nation:master_data_keeper', 'Asia/Jakarta',
       (w.refused_at AT TIME ZONE 'Asia/Jakarta')::date, NULL::date, NULL::date, NULL::date
FROM recipient_way w WHERE w.id = ANY (changed) AND w.refused_at IS NOT NULL
