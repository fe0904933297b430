CREATE FUNCTION waiting_found(changed uuid[])
RETURNS TABLE (about uuid, kind text, desk text, begins date, ends date, contact text, by_letter boolean, zone text,
               since date, due_on date, words jsonb)
LANGUAGE sql STABLE SET search_path FROM CURRENT AS $$

WITH near AS (
SELECT * FROM notice WHERE id = ANY (changed)
), open AS (
-- notices
-- Unread living notices that ask for an action, as long as they are useful: a closed one has lost its cause. An expired
-- notice no longer asks for anything; if its cause remains, that waits in the service that owns it.
SELECT 'notice_' || severity AS kind, id AS about, desk, zone, issued.day AS since, useful_until AS due_on,
       issued.day AS begins, useful_until AS ends
FROM near CROSS JOIN LATERAL (SELECT (issued_at AT TIME ZONE zone)::date AS day) AS issued
WHERE read_at IS NULL AND closed_at IS NULL AND severity IN ('action', 'critical')
), found AS (
SELECT about, kind, desk, begins, ends, NULL AS contact, NULL::boolean AS by_letter, zone, since, due_on,
       '{}'::jsonb AS words FROM open
)
SELECT about, kind, desk, begins, ends, contact, by_letter, zone, since, coalesce(due_on, since + days), words
FROM found LEFT JOIN (VALUES ('notice_critical', NULL::integer), ('notice_action', NULL::integer)) AS to_act (kind, days) USING (kind)

$$;

CREATE TRIGGER waiting_noted AFTER INSERT OR UPDATE OR DELETE ON notice FOR EACH ROW EXECUTE FUNCTION waiting_noted('id');
CREATE CONSTRAINT TRIGGER waiting_changed AFTER INSERT OR UPDATE OR DELETE ON notice DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION waiting_changed();

CREATE FUNCTION waiting_beside(changed uuid[]) RETURNS SETOF uuid LANGUAGE sql IMMUTABLE AS $$
SELECT NULL::uuid WHERE false
$$;

CREATE FUNCTION waiting_things() RETURNS SETOF uuid LANGUAGE sql STABLE SET search_path FROM CURRENT AS $$
SELECT id FROM notice WHERE read_at IS NULL AND closed_at IS NULL UNION SELECT about FROM waiting_case
$$;

-- Which facilities a region has is known from their unread notices, which follow them to another region. They are read
-- from one facility to the next by the index.
CREATE INDEX notice_waiting ON notice (region, split_part(desk, ':', 2))
    WHERE read_at IS NULL AND closed_at IS NULL AND severity <> 'information'
        AND split_part(desk, ':', 1) = 'facility';
CREATE FUNCTION waiting_units(regions text[]) RETURNS TABLE (scope_kind text, unit text)
LANGUAGE sql STABLE SET search_path FROM CURRENT AS $$
SELECT 'region', unnest(regions)
UNION ALL
SELECT 'facility', here.unit FROM unnest(regions) AS region CROSS JOIN LATERAL (
    WITH RECURSIVE each AS (
        SELECT '' AS unit
        UNION ALL
        SELECT (SELECT split_part(n.desk, ':', 2) FROM notice n
                WHERE n.read_at IS NULL AND n.closed_at IS NULL AND n.severity <> 'information'
                  AND split_part(n.desk, ':', 1) = 'facility' AND n.region = region.region
                  AND split_part(n.desk, ':', 2) > each.unit
                ORDER BY split_part(n.desk, ':', 2) LIMIT 1)
        FROM each WHERE each.unit IS NOT NULL)
    SELECT unit FROM each WHERE unit <> '') AS here
$$;
