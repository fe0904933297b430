"""The index of agreements for lists: a row for each agreement with what it can be found by, and the known words.

A row has one `tsvector` with words and marks, for example `latih` and `f:education`, so that one GIN index answers
every combination of words and filters. GIN knows no order, so the rows are numbered from the oldest to the newest, and
each row has marks of the blocks to which its number belongs. A page of the newest rows is looked for block by block,
and costs the same however many older agreements there are.

| mark | meaning |
|---|---|
| `=latih` | a word of the title or of a party's name, which a partner's contact may search too |
| `n:w13pas7` | a number of the document, or the registration number |
| `u:`, `r:`, `p:`, `a:` | one of our units, its region, a partner, a partner or one that is above it |
| `f:health`, `g:health:…` | a field, and a field with the partner that the items in it concern |
| `d:signed` | the state of the document |
| `s:2026`, `y:2026`, `o:` | the first year in force, each year in force, an open end |
| `e:2026`, `e:202608` | the year and the month of the last day |
| `b0:`, `b1:`, `b2:`, `b3:` | its blocks of 512, 8,192, 131,072 and 2,097,152 rows |
"""

from shared.postgres.migrations import run_sql

revision = "agreements_0010"
down_revision = "agreements_0009"
branch_labels = None
depends_on = None

TABLES = """
CREATE SEQUENCE agreement_search_nth AS bigint START 1000000000000;
CREATE TABLE agreement_search (
    agreement_id uuid PRIMARY KEY REFERENCES agreement (id),
    nth          bigint NOT NULL UNIQUE,
    version      integer NOT NULL,
    document     tsvector NOT NULL
);
-- Without a list of pending entries, which every search would have to read.
CREATE INDEX agreement_search_document ON agreement_search USING gin (document) WITH (fastupdate = off);
COMMENT ON TABLE agreement_search IS 'What agreements are found by; triggers keep it up to date.';
COMMENT ON COLUMN agreement_search.nth IS 'Its place in lists: the newest agreement has the highest.';
COMMENT ON COLUMN agreement_search.version IS 'The version of the agreement that was indexed.';

CREATE TABLE search_word (
    word   text PRIMARY KEY CHECK (word ~ '^[a-z]{2,40}$'),
    lexeme text NOT NULL
);
CREATE INDEX search_word_lexeme ON search_word (lexeme);
CREATE INDEX search_word_trigrams ON search_word USING gin (word extensions.gin_trgm_ops);
COMMENT ON TABLE search_word IS 'Every word that was ever indexed, and its stem: parts of words are looked for here.';

CREATE TABLE agreement_to_index (agreement_id uuid PRIMARY KEY REFERENCES agreement (id));
INSERT INTO agreement_to_index (agreement_id) SELECT id FROM agreement;
COMMENT ON TABLE agreement_to_index IS 'Agreements from before the index; a job indexes them, the newest first.';

GRANT SELECT, INSERT, UPDATE ON agreement_search TO {app};
GRANT SELECT, DELETE ON agreement_to_index TO {app};
GRANT SELECT, INSERT ON search_word TO {app};
GRANT USAGE ON SEQUENCE agreement_search_nth TO {app};
"""

# Psycopg reads a single percent sign as a placeholder.
WORDS = r"""
CREATE FUNCTION search_words(given text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT ARRAY(
    -- A lexeme may not be longer than 2,046 bytes.
    SELECT left(word, 60) FROM regexp_split_to_table(
        regexp_replace(
            -- Accents and apostrophes are dropped: Al-Qur'an is written in many ways. The apostrophes go first, because
            -- some of them would become a space and an accent.
            regexp_replace(lower(normalize(regexp_replace(given, '[''`´‘’ʻʼ]', '', 'g'), NFKD)),
                           '[\u0300-\u036f]', '', 'g'),
            '[^[:alnum:]]+', ' ', 'g'),
        ' ') WITH ORDINALITY AS split (word, nth)
    WHERE word <> '' AND word NOT IN ('dan', 'di', 'ke', 'yang', 'untuk', 'dengan', 'dari', 'pada', 'serta', 'antara',
                                      'atau', 'dalam', 'bagi', 'tentang')
    ORDER BY nth)
$$;
COMMENT ON FUNCTION search_words IS 'The words of a text without accents, apostrophes, signs and function words.';

CREATE FUNCTION search_stem(word text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT coalesce(nullif((ts_lexize('pg_catalog.indonesian_stem', word))[1], ''), word)
$$;
COMMENT ON FUNCTION search_stem IS
    'A word without its affixes, by the algorithm of F. Z. Tala (2003), which PostgreSQL has as indonesian_stem.';

CREATE FUNCTION search_names(unit uuid) RETURNS text LANGUAGE sql STABLE AS $$
SELECT public_name FROM any_unit WHERE named_as = unit
$$;
COMMENT ON FUNCTION search_names IS 'The names by which agreements of a unit are found.';

CREATE FUNCTION search_wanted(given text, mark text) RETURNS tsquery
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT AS $$
DECLARE
    words text[] := (search_words(given))[1:12];
    wanted tsquery;
    part tsquery;
BEGIN
    FOR nth IN 1 .. cardinality(words) LOOP
        part := search_either(words[nth], mark);
        -- "kerja sama" also finds "kerjasama".
        IF nth < cardinality(words) AND EXISTS (SELECT FROM search_word WHERE word = words[nth] || words[nth + 1]) THEN
            part := part || search_lexeme(mark || search_stem(words[nth] || words[nth + 1]));
        END IF;
        IF nth > 1 AND EXISTS (SELECT FROM search_word WHERE word = words[nth - 1] || words[nth]) THEN
            part := part || search_lexeme(mark || search_stem(words[nth - 1] || words[nth]));
        END IF;
        wanted := CASE WHEN wanted IS NULL THEN part ELSE wanted && part END;
    END LOOP;
    -- A text without words finds nothing.
    RETURN coalesce(wanted, search_lexeme('?'));
END $$;
COMMENT ON FUNCTION search_wanted IS 'The query for agreements with every word of a text, each behind a mark.';

CREATE FUNCTION search_lexeme(lexeme text) RETURNS tsquery LANGUAGE sql IMMUTABLE AS $$
SELECT ('''' || replace(replace(lexeme, '\', '\\'), '''', '''''') || '''')::tsquery
$$;

CREATE FUNCTION search_either(given text, mark text) RETURNS tsquery
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT AS $$
DECLARE
    stem text := search_stem(given);
    wanted tsquery := search_lexeme(mark || stem) || search_lexeme(mark || given);
    apart tsquery;
    lexeme text;
BEGIN
    IF given !~ '^[a-z]{3,40}$' THEN
        RETURN wanted;
    END IF;
    -- Two words without a space between them: "kerjasama".
    SELECT search_lexeme(mark || l.lexeme) && search_lexeme(mark || r.lexeme) INTO apart
    FROM generate_series(2, length(given) - 3) AS cut (length)
    JOIN search_word l ON l.word = left(given, cut.length) JOIN search_word r ON r.word = substr(given, cut.length + 1)
    ORDER BY cut.length DESC LIMIT 1;
    IF apart IS NOT NULL THEN
        RETURN wanted || apart;
    END IF;
    IF EXISTS (SELECT FROM search_word w WHERE w.lexeme IN (stem, given)) THEN
        RETURN wanted;
    END IF;
    -- A word that no agreement has is a part of others, or misspelt.
    FOR lexeme IN SELECT DISTINCT w.lexeme FROM search_word w WHERE w.word LIKE '%%' || given || '%%' LIMIT 50 LOOP
        wanted := wanted || search_lexeme(mark || lexeme);
    END LOOP;
    IF lexeme IS NULL THEN
        FOR lexeme IN
            SELECT w.lexeme FROM search_word w
            WHERE w.word OPERATOR(extensions.%%) given AND extensions.similarity(w.word, given) > 0.5
            ORDER BY extensions.similarity(w.word, given) DESC, w.word LIMIT 5
        LOOP
            wanted := wanted || search_lexeme(mark || lexeme);
        END LOOP;
    END IF;
    RETURN wanted;
END $$;
"""

INDEX = r"""
CREATE FUNCTION search_blocks(nth bigint) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT ARRAY['b0:' || (nth >> 9), 'b1:' || (nth >> 13), 'b2:' || (nth >> 17), 'b3:' || (nth >> 21)]
$$;

CREATE FUNCTION agreement_search_found(changed uuid[])
RETURNS TABLE (agreement_id uuid, version integer, words text[], marks text[])
LANGUAGE sql STABLE SET search_path FROM CURRENT AS $$
SELECT a.id, a.version, heading.words || items.words, marks.marks
FROM agreement a
CROSS JOIN LATERAL (SELECT coalesce(a.ended_on, a.in_force_until) AS day) AS last
CROSS JOIN LATERAL (
    SELECT search_words(concat_ws(' ', a.title, a.called, (
        SELECT string_agg(search_names(p.unit_id), ' ') FROM party p WHERE p.agreement_id = a.id))) AS words
) AS heading
CROSS JOIN LATERAL (
    SELECT search_words((
        SELECT string_agg(concat_ws(' ', s.description, f.name_indonesian, (
                   SELECT string_agg(search_names(g.partner_id), ' ') FROM scope_item_agency g
                   WHERE g.scope_item_id = s.id)), ' ')
        FROM scope_item s JOIN field f ON f.code = s.field WHERE s.agreement_id = a.id)) AS words
) AS items
CROSS JOIN LATERAL (
    WITH unit_here AS MATERIALIZED (
        SELECT u.*, named.role FROM (
            SELECT p.unit_id AS id, p.role FROM party p WHERE p.agreement_id = a.id
            UNION ALL SELECT l.facility_id, NULL FROM agreement_facility l WHERE l.agreement_id = a.id
            UNION ALL SELECT a.keeper_id, NULL) AS named
        CROSS JOIN LATERAL (SELECT * FROM any_unit WHERE named_as = named.id OFFSET 0) AS u
    ), item AS MATERIALIZED (
        SELECT s.field, m.id AS agency, m.lineage
        FROM scope_item s
        LEFT JOIN scope_item_agency g ON g.scope_item_id = s.id
        LEFT JOIN LATERAL (SELECT * FROM partner_resolved WHERE named_as = g.partner_id OFFSET 0) AS m ON true
        WHERE s.agreement_id = a.id
    ), partner_here AS (
        SELECT id, lineage FROM unit_here WHERE kind = 'partner'
        UNION ALL SELECT agency, lineage FROM item WHERE agency IS NOT NULL
    ), registered AS (
        SELECT lower(regexp_replace(a.registration_number, '[^[:alnum:]]', '', 'g')) AS key
    )
    SELECT ARRAY(
        SELECT 'u:' || id FROM unit_here WHERE kind <> 'partner'
        UNION SELECT 'r:' || region FROM unit_here WHERE region IS NOT NULL
        UNION SELECT 'p:' || id FROM partner_here
        UNION SELECT 'a:' || unnest(lineage) FROM partner_here
        UNION SELECT 'f:' || field FROM item
        UNION SELECT 'g:' || field || ':' || agency FROM item WHERE agency IS NOT NULL
        UNION SELECT 'g:' || field || ':' || u.id FROM item, unit_here u WHERE u.kind = 'partner'
        UNION SELECT 'n:' || n.number_key FROM document_number n WHERE n.agreement_id = a.id
        UNION SELECT 'n:' || key FROM registered
        -- The running number may be said without the zeros before it.
        UNION SELECT 'n:' || regexp_replace(key, '^(\d+[a-z]+)0+(?=\d)', '\1') FROM registered
        UNION SELECT 'd:' || a.document_state
        UNION SELECT 's:' || extract(year FROM a.in_force_from) WHERE a.in_force_from IS NOT NULL
        UNION SELECT 'y:' || year
              FROM generate_series(extract(year FROM a.in_force_from),
                                   least(extract(year FROM last.day), extract(year FROM a.in_force_from) + 200)) AS year
              WHERE last.day IS NOT NULL
        UNION SELECT 'o:' WHERE a.in_force_from IS NOT NULL AND last.day IS NULL
        UNION SELECT 'e:' || to_char(last.day, 'YYYY') WHERE last.day IS NOT NULL
        UNION SELECT 'e:' || to_char(last.day, 'YYYYMM') WHERE last.day IS NOT NULL
        -- Each word and its stem: the stem of a stem may be another one.
        UNION SELECT '=' || form FROM unnest(heading.words) AS word,
                                      LATERAL (VALUES (word), (search_stem(word))) AS f (form)
        UNION SELECT form FROM unnest(heading.words || items.words) AS word,
                               LATERAL (VALUES (word), (search_stem(word))) AS f (form)
    ) AS marks
) AS marks
WHERE a.id = ANY (changed)
$$;
COMMENT ON FUNCTION agreement_search_found IS 'The words and marks of agreements as they are now, without blocks.';

CREATE FUNCTION learn_words(words text[]) RETURNS void LANGUAGE sql SET search_path FROM CURRENT AS $$
-- In one order, so that two transactions that learn the same words do not wait for each other.
INSERT INTO search_word (word, lexeme)
SELECT each.word, search_stem(each.word)
FROM (SELECT DISTINCT word FROM unnest(words) AS word) AS each
WHERE each.word ~ '^[a-z]{2,40}$' AND NOT EXISTS (SELECT FROM search_word known WHERE known.word = each.word)
ORDER BY each.word ON CONFLICT DO NOTHING
$$;

CREATE FUNCTION index_agreements(added uuid[], newest boolean) RETURNS void
LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    oldest bigint := (SELECT coalesce(min(nth), 1000000000000) FROM agreement_search);
BEGIN
    WITH numbered AS MATERIALIZED (
        SELECT each.id, CASE WHEN newest THEN nextval('agreement_search_nth') ELSE oldest - each.ordinal END AS nth
        FROM (SELECT * FROM unnest(added) WITH ORDINALITY AS given (id, ordinal) ORDER BY ordinal) AS each
    ), found AS MATERIALIZED (
        SELECT * FROM agreement_search_found(added)
    ), learnt AS (
        SELECT learn_words(array_agg(word)) FROM found, unnest(found.words) AS word
    )
    INSERT INTO agreement_search (agreement_id, nth, version, document)
    SELECT n.id, n.nth, f.version, array_to_tsvector(f.marks || search_blocks(n.nth))
    FROM numbered n JOIN found f ON f.agreement_id = n.id CROSS JOIN learnt
    ORDER BY n.nth ON CONFLICT DO NOTHING;
END $$;
COMMENT ON FUNCTION index_agreements IS
    'Index agreements that have no row yet: as the newest ones in this order, or as older than all others.';

CREATE FUNCTION refresh_agreement_search(changed uuid[]) RETURNS void
LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    -- In one order, so that two transactions that change the same rows do not wait for each other.
    PERFORM FROM agreement_search s WHERE s.agreement_id = ANY (changed) ORDER BY s.agreement_id FOR UPDATE;
    WITH found AS MATERIALIZED (
        SELECT * FROM agreement_search_found(changed)
    ), learnt AS (
        SELECT learn_words(array_agg(word)) FROM found, unnest(found.words) AS word
    )
    UPDATE agreement_search s
    SET version = f.version, document = array_to_tsvector(f.marks || search_blocks(s.nth))
    FROM found f CROSS JOIN learnt WHERE s.agreement_id = f.agreement_id;
END $$;
"""

TRIGGERS = """
-- A name that changes while an agreement of its bearer is saved: the second of both transactions waits at its commit,
-- and then sees what the first one has written. Names share 64 locks.
CREATE FUNCTION agreement_search_saved() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared(hashtext('agreement search'), shard)
    FROM (SELECT DISTINCT hashtext(id::text) & 63 AS shard FROM (
              SELECT unit_id AS id FROM party WHERE agreement_id = NEW.id
              UNION SELECT g.partner_id FROM scope_item s JOIN scope_item_agency g ON g.scope_item_id = s.id
              WHERE s.agreement_id = NEW.id) AS named
          ORDER BY shard) AS shards;
    IF TG_OP = 'INSERT' THEN
        PERFORM index_agreements(ARRAY[NEW.id], true);
    -- Of several changes in one transaction, the first one that is looked at has indexed all.
    ELSIF EXISTS (SELECT FROM agreement_search s JOIN agreement a ON a.id = s.agreement_id
                  WHERE a.id = NEW.id AND s.version <> a.version) THEN
        PERFORM refresh_agreement_search(ARRAY[NEW.id]);
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION agreement_search_renamed() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    before jsonb := to_jsonb(OLD);
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('agreement search'), hashtext(NEW.id::text) & 63);
    PERFORM refresh_agreement_search(ARRAY(
        SELECT agreement_id FROM agreement_search
        WHERE document @@ search_lexeme('a:' || NEW.id) OR document @@ search_lexeme('u:' || NEW.id)
           -- A merge that is taken back: until then it was found by the partner that stays.
           OR document @@ search_lexeme('a:' || coalesce(before ->> 'merged_into', '?'))));
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER agreement_search_saved AFTER INSERT OR UPDATE OF version ON agreement
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION agreement_search_saved();
CREATE CONSTRAINT TRIGGER agreement_search_renamed AFTER UPDATE ON partner
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (OLD.public_name <> NEW.public_name OR OLD.lineage <> NEW.lineage
          OR OLD.merged_into IS DISTINCT FROM NEW.merged_into)
    EXECUTE FUNCTION agreement_search_renamed();
CREATE CONSTRAINT TRIGGER agreement_search_renamed AFTER UPDATE ON unit
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (OLD.name <> NEW.name OR OLD.region IS DISTINCT FROM NEW.region)
    EXECUTE FUNCTION agreement_search_renamed();
"""

FINDING = """
-- `model.states.state_on` in SQL; a test compares the two.
CREATE FUNCTION agreement_state(document_state text, in_force_from date, in_force_until date, day date) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT CASE WHEN document_state <> 'signed' OR day < in_force_from THEN document_state
            WHEN day <= coalesce(in_force_until, 'infinity') THEN 'active'
            ELSE 'expired' END
$$;

CREATE FUNCTION agreements_found(
    words tsquery, marks tsquery, state text, now timestamptz, ends_from date, ends_until date, running_on date,
    dormant_days integer, before uuid, most integer)
RETURNS SETOF uuid
-- A page costs few steps; planning each of them anew would take longer than the step.
LANGUAGE plpgsql STABLE ROWS 50 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    levels CONSTANT integer[] := ARRAY[9, 13, 17, 21];
    upper bigint;
    lowest bigint := (SELECT min(nth) FROM agreement_search);
    bits integer;
    size integer := 1;
    last_block bigint;
    first_block bigint;
    wanted tsquery;
    got integer;
BEGIN
    -- Rows below `upper` are still to be looked at.
    upper := coalesce((SELECT nth FROM agreement_search WHERE agreement_id >= before ORDER BY agreement_id LIMIT 1),
                      (SELECT max(nth) + 1 FROM agreement_search));
    WHILE upper > lowest AND most > 0 LOOP
        -- One block, then four, then the others of the next larger block; and so on with larger blocks.
        bits := levels[least((size + 2) / 3, 4)];
        last_block := (upper - 1) >> bits;
        first_block := CASE (size - 1) %% 3
            WHEN 0 THEN last_block
            WHEN 1 THEN greatest(last_block - 3, (last_block >> 4) << 4)
            ELSE (last_block >> 4) << 4 END;
        first_block := greatest(first_block, lowest >> bits);
        SELECT string_agg('''b' || array_position(levels, bits) - 1 || ':' || block || '''', '|')::tsquery INTO wanted
        FROM generate_series(first_block, last_block) AS block;
        -- OFFSET 0 keeps the order, so that rows are looked at one by one until the page is full.
        RETURN QUERY
        SELECT a.id
        FROM (SELECT s.agreement_id FROM agreement_search s
              WHERE s.document @@ wanted AND s.document @@ coalesce(words, wanted)
                AND s.document @@ coalesce(marks, wanted) AND s.nth < upper
              ORDER BY s.nth DESC OFFSET 0) AS c
        CROSS JOIN LATERAL (SELECT * FROM agreement WHERE agreement.id = c.agreement_id OFFSET 0) AS a
        CROSS JOIN LATERAL (SELECT (now AT TIME ZONE a.zone)::date AS today,
                                   coalesce(a.ended_on, a.in_force_until, 'infinity') AS last_day) AS day
        WHERE (state IS NULL
               OR state = agreement_state(a.document_state, a.in_force_from, a.in_force_until, day.today))
          AND (ends_from IS NULL OR a.document_state <> 'superseded' AND day.last_day BETWEEN ends_from AND ends_until)
          AND (running_on IS NULL OR a.in_force_from <= running_on AND day.last_day >= running_on
               AND NOT (a.document_state = 'superseded' AND EXISTS (
                   SELECT FROM agreement next WHERE next.predecessor_id = a.id AND next.alive
                   AND next.in_force_from <= running_on)))
          AND (dormant_days IS NULL
               OR a.document_state = 'signed' AND a.in_force_from < day.today - dormant_days
               AND day.last_day >= day.today
               AND NOT EXISTS (
                   SELECT FROM scope_item s JOIN session_credit e ON e.scope_item_id = s.id
                   JOIN reported_session r USING (session_id)
                   WHERE s.agreement_id = a.id AND r.held_on >= day.today - dormant_days))
        LIMIT most;
        GET DIAGNOSTICS got = ROW_COUNT;
        most := most - got;
        upper := first_block << bits;
        size := size + 1;
    END LOOP;
END $$;
COMMENT ON FUNCTION agreements_found IS 'The newest agreements before one that fit, block by block.';
"""


def upgrade() -> None:
    for sql in (TABLES, WORDS, INDEX, TRIGGERS, FINDING):
        run_sql(sql)
