"""Searches by day, by rare words and by parts of numbers cost few steps, however many agreements there are.

Four kinds of marks are added to those of `agreements_0010`:

| mark | meaning |
|---|---|
| `t3:5748` | in force on all 2³ days of a block: a term has a few blocks, and a day is in one of each size |
| `e:20260831` | the last day |
| `k:pas12`, `k:12` | two neighbouring runs of letters or digits in a document number, or one run of digits |
| `z:` | one agreement of 128, by which a search sees where many fit behind a long stretch in which none does |
"""

from shared.postgres.migrations import run_sql

revision = "agreements_0021"
down_revision = "agreements_0020"
branch_labels = None
depends_on = None

MARKS = r"""
CREATE FUNCTION search_days(first_day date, last_day date) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
-- The nodes of a segment tree over 2^17 days. A term without an end lasts until the tree ends.
SELECT ARRAY(
    SELECT 't' || size || ':' || block
    FROM (SELECT greatest(least(first_day, DATE '2258-11-11') - DATE '1900-01-01', 0) AS low,
                 greatest(least(last_day, DATE '2258-11-11') - DATE '1900-01-01', -1) AS high) AS day
    CROSS JOIN generate_series(0, 17) AS size
    CROSS JOIN LATERAL (SELECT (low + (1 << size) - 1) >> size AS begins, (high + 1) >> size AS ends) AS inside
    CROSS JOIN LATERAL (VALUES (begins, begins & 1), (ends - 1, ends & 1)) AS node (block, apart)
    WHERE begins < ends AND apart = 1)
$$;
COMMENT ON FUNCTION search_days IS 'The marks of the days from one to another; without a last day, of all later ones.';

CREATE FUNCTION search_number_pairs(key text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
WITH run AS (
    SELECT given[1] AS text, nth FROM regexp_matches(key, '\d+-?|[^\d-]+', 'g') WITH ORDINALITY AS each (given, nth)
)
SELECT ARRAY(SELECT 'k:' || one.text || rtrim(following.text, '-')
             FROM run one JOIN run following ON following.nth = one.nth + 1 ORDER BY one.nth)
$$;
COMMENT ON FUNCTION search_number_pairs IS 'The marks of the neighbouring runs of letters or digits in a number.';

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
"""

# As in agreements_0017, with these marks. Units, words and stems are looked up once for all agreements that are asked
# for, instead of once for each of them.
FOUND = r"""
CREATE OR REPLACE FUNCTION agreement_search_found(changed uuid[])
RETURNS TABLE (agreement_id uuid, version integer, words text[], marks text[])
LANGUAGE sql STABLE SET search_path FROM CURRENT SET enable_seqscan = off AS $$
WITH here AS MATERIALIZED (
    SELECT a.*, coalesce(a.ended_on, a.in_force_until) AS last_day,
           lower(regexp_replace(a.registration_number, '[^[:alnum:]]', '', 'g')) AS registered
    FROM agreement a WHERE a.id = ANY (changed)
), item AS MATERIALIZED (
    SELECT s.agreement_id, s.id, s.field, s.description FROM here JOIN scope_item s ON s.agreement_id = here.id
), mention AS MATERIALIZED (
    SELECT p.agreement_id, p.unit_id AS named, 'party' AS place, NULL AS field
    FROM here JOIN party p ON p.agreement_id = here.id
    UNION ALL
    SELECT l.agreement_id, l.facility_id, 'office', NULL FROM here JOIN agreement_facility l ON l.agreement_id = here.id
    UNION ALL SELECT id, keeper_id, 'office', NULL FROM here
    UNION ALL
    SELECT i.agreement_id, g.partner_id, 'agency', i.field
    FROM item i JOIN scope_item_agency g ON g.scope_item_id = i.id
), unit_named AS MATERIALIZED (
    SELECT each.named, u.id, u.kind, u.region, u.lineage,
           CASE WHEN each.by_name THEN search_words(search_names(each.named)) END AS words
    FROM (SELECT named, bool_or(place <> 'office') AS by_name FROM mention GROUP BY named) AS each
    CROSS JOIN LATERAL (SELECT * FROM any_unit WHERE named_as = each.named OFFSET 0) AS u
), unit_here AS MATERIALIZED (
    SELECT m.agreement_id, m.place, m.field, u.* FROM mention m JOIN unit_named u ON u.named = m.named
), text_here AS MATERIALIZED (
    SELECT here.id AS agreement_id, concat_ws(' ', here.title, here.called) AS text, true AS in_heading FROM here
    UNION ALL
    SELECT i.agreement_id, concat_ws(' ', i.description, f.name_indonesian), false
    FROM item i CROSS JOIN LATERAL (SELECT name_indonesian FROM field WHERE code = i.field OFFSET 0) AS f
), text_words AS MATERIALIZED (
    SELECT text, search_words(text) AS words FROM (SELECT DISTINCT text FROM text_here) AS each
), word_here AS MATERIALIZED (
    SELECT every.agreement_id, each.word, bool_or(every.in_heading) AS in_heading
    FROM (SELECT t.agreement_id, w.words, t.in_heading FROM text_here t JOIN text_words w ON w.text = t.text
          UNION ALL SELECT agreement_id, words, place = 'party' FROM unit_here WHERE place <> 'office') AS every
    CROSS JOIN LATERAL unnest(every.words) AS each (word) GROUP BY every.agreement_id, each.word
), stem_here AS MATERIALIZED (
    SELECT word, search_stem(word) AS stem FROM (SELECT DISTINCT word FROM word_here) AS each
), mark_here AS (
    SELECT agreement_id, unnest(ARRAY['u:' || id, 'r:' || region]) AS mark FROM unit_here WHERE kind <> 'partner'
    UNION ALL SELECT agreement_id, 'p:' || id FROM unit_here WHERE kind = 'partner'
    UNION ALL SELECT agreement_id, 'a:' || unnest(lineage) FROM unit_here WHERE kind = 'partner'
    UNION ALL SELECT agreement_id, 'g:' || field || ':' || id FROM unit_here WHERE place = 'agency'
    UNION ALL SELECT i.agreement_id, 'g:' || i.field || ':' || u.id
              FROM item i JOIN unit_here u ON u.agreement_id = i.agreement_id
              WHERE u.kind = 'partner' AND u.place <> 'agency'
    UNION ALL SELECT agreement_id, 'f:' || field FROM item
    UNION ALL SELECT n.agreement_id, part FROM here JOIN document_number n ON n.agreement_id = here.id
              CROSS JOIN LATERAL (
                  SELECT 'n:' || n.number_key UNION ALL SELECT unnest(search_number_pairs(n.number_key))
                  UNION ALL SELECT 'k:' || run[1] FROM regexp_matches(n.number_key, '\d+', 'g') AS run) AS each (part)
    UNION ALL SELECT id, unnest(ARRAY['d:' || document_state, 'n:' || registered,
                                      -- The running number may be said without the zeros before it.
                                      'n:' || regexp_replace(registered, '^(\d+[a-z]+)0+(?=\d)', '\1')]) FROM here
    UNION ALL SELECT id, 's:' || extract(year FROM in_force_from) FROM here WHERE in_force_from IS NOT NULL
    UNION ALL SELECT id, 'y:' || year
              FROM here CROSS JOIN LATERAL generate_series(
                  extract(year FROM in_force_from),
                  least(extract(year FROM last_day), extract(year FROM in_force_from) + 200)) AS year
              WHERE last_day IS NOT NULL
    UNION ALL SELECT id, 'o:' FROM here WHERE in_force_from IS NOT NULL AND last_day IS NULL
    UNION ALL SELECT id, unnest(search_days(in_force_from, last_day)) FROM here WHERE in_force_from IS NOT NULL
    UNION ALL SELECT id, 'e:' || to_char(last_day, part)
              FROM here CROSS JOIN unnest(ARRAY['YYYY', 'YYYYMM', 'YYYYMMDD']) AS part WHERE last_day IS NOT NULL
    -- Each word and its stem: the stem of a stem may be another one.
    UNION ALL SELECT w.agreement_id, form
              FROM word_here w JOIN stem_here s ON s.word = w.word
              CROSS JOIN LATERAL (VALUES (w.word), (s.stem),
                                         (CASE WHEN w.in_heading THEN '=' || w.word END),
                                         (CASE WHEN w.in_heading THEN '=' || s.stem END)) AS each (form)
)
SELECT here.id, here.version, w.words, m.marks
FROM here
JOIN (SELECT agreement_id, array_agg(DISTINCT mark) AS marks FROM mark_here WHERE mark IS NOT NULL
      GROUP BY agreement_id) AS m ON m.agreement_id = here.id
LEFT JOIN (SELECT agreement_id, array_agg(word) AS words FROM word_here GROUP BY agreement_id) AS w
    ON w.agreement_id = here.id
$$;

CREATE FUNCTION write_agreement_search(ids uuid[], nths bigint[]) RETURNS void
LANGUAGE sql SET search_path FROM CURRENT AS $$
WITH found AS MATERIALIZED (
    SELECT * FROM agreement_search_found(ids)
), learnt AS (
    SELECT learn_words(array_agg(DISTINCT word)) FROM found, unnest(found.words) AS word
)
INSERT INTO agreement_search (agreement_id, nth, version, document)
SELECT n.id, n.nth, f.version, array_to_tsvector(f.marks || search_blocks(n.nth))
FROM unnest(ids, nths) AS n (id, nth) JOIN found f ON f.agreement_id = n.id CROSS JOIN learnt
ORDER BY n.nth ON CONFLICT DO NOTHING
$$;
COMMENT ON FUNCTION write_agreement_search IS 'Index agreements that have no row yet, at these places of lists.';

CREATE OR REPLACE FUNCTION index_agreements(added uuid[], newest boolean) RETURNS void
LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    oldest bigint := (SELECT coalesce(min(nth), 1000000000000) FROM agreement_search);
BEGIN
    PERFORM write_agreement_search(added, ARRAY(
        SELECT CASE WHEN newest THEN nextval('agreement_search_nth') ELSE oldest - each.ordinal END
        FROM (SELECT ordinal FROM generate_series(1, cardinality(added)) AS ordinal ORDER BY ordinal) AS each));
END $$;
"""

WORDS = """
CREATE TABLE search_frequent (lexeme text PRIMARY KEY);
COMMENT ON TABLE search_frequent IS 'Words and parts of numbers that many agreements have; a job updates it.';
GRANT SELECT, INSERT, DELETE ON search_frequent TO {app};

CREATE FUNCTION note_frequent_words() RETURNS void LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    frequent text[] := (
        SELECT most_common_elems::text::text[] FROM pg_stats
        WHERE schemaname = current_schema() AND tablename = 'agreement_search' AND attname = 'document');
BEGIN
    DELETE FROM search_frequent WHERE lexeme <> ALL (coalesce(frequent, '{}'));
    INSERT INTO search_frequent SELECT lexeme FROM unnest(frequent) AS lexeme WHERE lexeme ~ '^(k:)?[[:alnum:]-]+$'
    ON CONFLICT DO NOTHING;
END $$;

CREATE OR REPLACE FUNCTION search_all(words text[], mark text) RETURNS tsquery
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT AS $$
DECLARE
    wanted tsquery;
    part tsquery;
    given text;
BEGIN
    FOREACH given IN ARRAY words LOOP
        part := search_lexeme(mark || search_stem(given));
        -- Agreements with a word have its stem. Only a word that is the stem of another one finds more by itself.
        IF EXISTS (SELECT FROM search_word WHERE lexeme = given) THEN
            part := part || search_lexeme(mark || given);
        END IF;
        wanted := coalesce(wanted && part, part);
    END LOOP;
    RETURN wanted;
END $$;

CREATE FUNCTION search_query(given text, mark text, OUT wanted tsquery, OUT rare tsquery)
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT AS $$
DECLARE
    words text[] := (search_words(given))[1:12];
    joined tsquery;
    before tsquery;
    alone tsquery;
    part tsquery;
BEGIN
    FOR nth IN 1 .. cardinality(words) LOOP
        alone := search_all(words[nth:nth], mark);
        part := search_either(words[nth], mark);
        joined := CASE WHEN nth < cardinality(words) THEN search_joined(words[nth], words[nth + 1], mark) END;
        IF joined IS NULL AND before IS NULL AND part = alone AND NOT EXISTS (
                SELECT FROM search_frequent WHERE lexeme IN (words[nth], search_stem(words[nth]))) THEN
            rare := coalesce(rare && alone, alone);
        END IF;
        part := CASE WHEN joined IS NULL THEN part ELSE part || joined END;
        part := CASE WHEN before IS NULL THEN part ELSE part || before END;
        wanted := coalesce(wanted && part, part);
        before := joined;
    END LOOP;
    -- A text without words finds nothing.
    wanted := coalesce(wanted, search_lexeme('?'));
END $$;
COMMENT ON FUNCTION search_query IS
    'The query for every word of a text, each behind a mark; and for those of them that few agreements have, or null.';
-- safe since v0.2.0: it came after this release.
DROP FUNCTION search_wanted;
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
-- safe since v0.2.0: it came after this release.
DROP FUNCTION agreements_found;
CREATE FUNCTION agreements_found(
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
    -- So few have the rare words that one step looks at all of them.
    few CONSTANT boolean := rare IS NOT NULL
        AND (SELECT count(*) FROM (SELECT FROM agreement_search s WHERE s.document @@ rare LIMIT 513) AS each) < 513;
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
        lower := CASE WHEN few THEN lowest ELSE greatest(upper - size, lowest) >> 9 << 9 END;
        blocks := CASE WHEN few THEN rare ELSE search_between(lower, upper - 1) END;
        -- IS TRUE and + 0 keep expressions out of indexes.
        IF size > 8192 AND NOT few THEN
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
        IF cardinality(candidates) > bound AND size > fewest AND NOT few THEN
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
COMMENT ON FUNCTION agreements_found IS 'The newest agreements before one that fit, block by block.';
"""

AGAIN = """
SELECT refresh_agreement_search(ARRAY(SELECT agreement_id FROM agreement_search));
"""


def upgrade() -> None:
    for sql in (MARKS, FOUND, WORDS, BLOCKS, FINDING, AGAIN):
        run_sql(sql)
