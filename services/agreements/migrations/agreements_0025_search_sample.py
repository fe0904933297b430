"""A search sees by a sample where many agreements fit, behind a long stretch in which none does.

The mark `z:` is on one agreement of 128. Parts of numbers are known as frequent, as words are since `agreements_0021`.
"""

from shared.postgres.migrations import run_sql

revision = "agreements_0025"
down_revision = "agreements_0023"
branch_labels = None
depends_on = None

NUMBERS = r"""
-- safe since v0.2.0: it came after this release.
DROP FUNCTION search_number;
CREATE FUNCTION search_number(key text, OUT wanted tsquery, OUT rare tsquery)
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT AS $$
DECLARE
    whole tsquery := search_lexeme(coalesce('n:' || nullif(key, ''), '?'));
    parts text[] := search_number_pairs(key);
    every tsquery;
    part text;
BEGIN
    wanted := whole;
    rare := whole;
    -- A text without digits is no part of a number: half of the numbers have the same letters.
    IF key !~ '\d' THEN
        RETURN;
    END IF;
    IF parts = '{}' THEN
        parts := ARRAY['k:' || key];
    END IF;
    FOREACH part IN ARRAY parts LOOP
        every := coalesce(every && search_lexeme(part), search_lexeme(part));
    END LOOP;
    wanted := whole || every;
    rare := CASE WHEN parts <@ ARRAY(SELECT lexeme FROM search_frequent) THEN NULL ELSE wanted END;
END $$;
COMMENT ON FUNCTION search_number IS
    'The query for agreements with a number, or with one of which this is a part; `rare` if few have it, or null.';

CREATE OR REPLACE FUNCTION note_frequent_words() RETURNS void LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    frequent text[] := (
        SELECT most_common_elems::text::text[] FROM pg_stats
        WHERE schemaname = current_schema() AND tablename = 'agreement_search' AND attname = 'document');
BEGIN
    DELETE FROM search_frequent WHERE lexeme <> ALL (coalesce(frequent, '{}'));
    INSERT INTO search_frequent SELECT lexeme FROM unnest(frequent) AS lexeme WHERE lexeme ~ '^(k:)?[[:alnum:]-]+$'
    ON CONFLICT DO NOTHING;
END $$;
COMMENT ON TABLE search_frequent IS 'Words and parts of numbers that many agreements have; a job updates it.';
"""

BLOCKS = """
CREATE OR REPLACE FUNCTION search_blocks(nth bigint) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT ARRAY['b0:' || (nth >> 9), 'b1:' || (nth >> 13), 'b2:' || (nth >> 17), 'b3:' || (nth >> 21)]
       || CASE WHEN nth & 127 = 0 THEN ARRAY['z:'] END
$$;

CREATE FUNCTION search_between(first bigint, last bigint) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
-- The largest blocks that begin in this range, and smaller ones before them. The newest may reach beyond it.
SELECT string_agg('''b' || (bits - 9) / 4 || ':' || block || '''', '|')::tsquery
FROM (VALUES (9), (13), (17), (21)) AS level (bits)
CROSS JOIN LATERAL generate_series(
    CASE WHEN bits = 9 THEN first >> 9 ELSE (first + (1 << bits) - 1) >> bits END,
    CASE WHEN bits = 21 THEN last >> 21
         ELSE least(last >> bits, ((first + (1 << (bits + 4)) - 1) >> (bits + 4)) * 16 - 1) END) AS block
$$;
COMMENT ON FUNCTION search_between IS
    'The query for the agreements at these places of lists; a block begins at the first.';
"""

FINDING = """
CREATE OR REPLACE FUNCTION agreements_found(
    words tsquery, rare tsquery, marks tsquery, state text, now timestamptz, ends_from date, ends_until date,
    running_on date, dormant_days integer, before uuid, most integer)
RETURNS SETOF uuid
-- A page costs few steps; planning each of them anew would take longer than the step.
LANGUAGE plpgsql STABLE ROWS 50
-- With plans for many agreements: few are read faster in a row, and the plan would be kept.
SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
DECLARE
    fewest CONSTANT integer := 256;
    -- So many candidates are sorted in one step; the fewest rows of a step are never more.
    bound CONSTANT integer := greatest(1024, 2 * most);
    every tsquery := coalesce(words && marks, words, marks);
    lowest bigint := (SELECT min(nth) FROM agreement_search);
    upper bigint;
    lower bigint;
    -- Of rare words, a step is expected to find few.
    size bigint := CASE WHEN rare IS NULL THEN fewest ELSE 32768 END;
    growth integer;
    blocks tsquery;
    sampled bigint;
    candidates uuid[];
    looked_at bigint := 0;
    met bigint := 0;
    found integer := 0;
    got integer;
BEGIN
    -- Rows below `upper` are still to be looked at.
    upper := coalesce((SELECT nth FROM agreement_search WHERE agreement_id >= before ORDER BY agreement_id LIMIT 1),
                      (SELECT max(nth) + 1 FROM agreement_search));
    WHILE upper > lowest AND most > 0 LOOP
        lower := greatest(upper - size, lowest) >> 9 << 9;
        blocks := search_between(lower, upper - 1);
        -- IS TRUE and + 0 keep expressions out of indexes.
        IF size > 8192 THEN
            -- Many may fit behind a stretch in which few did: as far as a sample has enough of them.
            sampled := (SELECT s.nth + 0 FROM agreement_search s
                        WHERE s.document @@ blocks AND s.document @@ '''z:'''
                          AND s.document @@ coalesce(rare, every, blocks) AND s.nth + 0 < upper
                        ORDER BY s.nth + 0 DESC OFFSET most / 128 LIMIT 1);
            IF sampled IS NOT NULL THEN
                lower := sampled >> 9 << 9;
                blocks := search_between(lower, upper - 1);
            END IF;
        END IF;
        -- With a rare word, the index is asked for it alone: reading the entries of frequent words costs more than
        -- looking at the few rows.
        candidates := ARRAY(
            SELECT c.agreement_id
            FROM (SELECT s.agreement_id, s.nth FROM agreement_search s
                  WHERE s.document @@ blocks AND s.document @@ coalesce(rare, every, blocks)
                    AND (rare IS NULL OR (s.document @@ every) IS TRUE) AND s.nth + 0 < upper LIMIT bound + 1) AS c
            ORDER BY c.nth DESC);
        IF cardinality(candidates) > bound AND size > fewest THEN
            size := greatest(size / 8, fewest);
            CONTINUE;
        END IF;
        -- OFFSET 0 keeps the order, so that rows are looked at one by one until the page is full.
        RETURN QUERY
        SELECT a.id
        FROM unnest(candidates) WITH ORDINALITY AS c (id, place)
        CROSS JOIN LATERAL (SELECT * FROM agreement WHERE agreement.id = c.id OFFSET 0) AS a
        CROSS JOIN LATERAL (SELECT (now AT TIME ZONE a.zone)::date AS today,
                                   coalesce(a.ended_on, a.in_force_until, 'infinity') AS last_day) AS day
        WHERE (state IS NULL
               OR state = agreement_state(a.document_state, a.in_force_from, a.in_force_until, day.today))
          AND (ends_from IS NULL OR a.document_state <> 'superseded' AND day.last_day BETWEEN ends_from AND ends_until)
          AND (running_on IS NULL OR a.in_force_from <= running_on AND day.last_day >= running_on
               AND NOT (a.document_state = 'superseded' AND EXISTS (
                   SELECT FROM agreement next WHERE next.predecessor_id = a.id AND next.alive
                   AND next.in_force_from <= running_on OFFSET 0)))
          AND (dormant_days IS NULL
               OR a.document_state = 'signed' AND a.in_force_from < day.today - dormant_days
               AND day.last_day >= day.today
               AND NOT EXISTS (
                   SELECT FROM scope_item s JOIN session_credit e ON e.scope_item_id = s.id
                   JOIN reported_session r USING (session_id)
                   WHERE s.agreement_id = a.id AND r.held_on >= day.today - dormant_days OFFSET 0))
        LIMIT most;
        GET DIAGNOSTICS got = ROW_COUNT;
        most := most - got;
        found := found + got;
        met := met + cardinality(candidates);
        looked_at := looked_at + upper - lower;
        upper := lower;
        -- By what was found, twice as many as fill the page: another step would cost more than the rows that are too
        -- many. Where few candidates fit, not more than are sorted in one step.
        growth := CASE WHEN size < 65536 THEN 16 ELSE 4 END;
        size := CASE WHEN found = 0 THEN size * growth
                     ELSE least(size * growth * 8, looked_at * (most + least(most, 50)) / found) END;
        size := greatest(least(size, looked_at * bound / (2 * greatest(met, 1))), fewest);
    END LOOP;
END $$;
"""

AGAIN = """
UPDATE agreement_search SET document = document || array_to_tsvector(search_blocks(nth)) WHERE nth & 127 = 0;
"""


def upgrade() -> None:
    for sql in (NUMBERS, BLOCKS, FINDING, AGAIN):
        run_sql(sql)
