"""Agreements are found by every name of a partner, by usual abbreviations, and by words that were written together."""

from shared.postgres.migrations import run_sql

revision = "agreements_0017"
down_revision = "agreements_0016"
branch_labels = None
depends_on = None

ABBREVIATIONS = """
CREATE TABLE search_abbreviation (
    short   text PRIMARY KEY CHECK (short ~ '^[a-z]{2,20}$'),
    written text NOT NULL CHECK (written ~ '^[a-z ]+$')
);
COMMENT ON TABLE search_abbreviation IS 'Short forms of words: a text with either is found by both.';
INSERT INTO search_abbreviation (short, written) VALUES
    ('pemkab', 'pemerintah kabupaten'), ('pemkot', 'pemerintah kota'), ('pemprov', 'pemerintah provinsi'),
    ('pemda', 'pemerintah daerah'), ('pemdes', 'pemerintah desa'), ('kab', 'kabupaten'), ('prov', 'provinsi'),
    ('propinsi', 'provinsi'), ('kec', 'kecamatan'), ('kel', 'kelurahan'), ('dinkes', 'dinas kesehatan'),
    ('dinsos', 'dinas sosial'), ('disdik', 'dinas pendidikan'), ('dinkop', 'dinas koperasi'),
    ('disnaker', 'dinas tenaga kerja'), ('disperindag', 'dinas perindustrian perdagangan'),
    ('dispora', 'dinas pemuda olahraga'), ('dlh', 'dinas lingkungan hidup'),
    ('dukcapil', 'kependudukan pencatatan sipil'), ('disdukcapil', 'dinas kependudukan pencatatan sipil'),
    ('bnn', 'badan narkotika nasional'), ('bnnp', 'badan narkotika nasional provinsi'),
    ('bnnk', 'badan narkotika nasional'), ('kemenag', 'kementerian agama'), ('kemenkes', 'kementerian kesehatan'),
    ('kejari', 'kejaksaan negeri'), ('rsud', 'rumah sakit umum daerah'), ('rs', 'rumah sakit'), ('pkm', 'puskesmas'),
    ('univ', 'universitas'), ('smk', 'sekolah menengah kejuruan'), ('sma', 'sekolah menengah atas'),
    ('ponpes', 'pondok pesantren'), ('yys', 'yayasan'), ('kop', 'koperasi'), ('blk', 'balai latihan kerja'),
    ('lbh', 'lembaga bantuan hukum'), ('pkbm', 'pusat kegiatan belajar masyarakat'),
    ('lapas', 'lembaga pemasyarakatan'), ('rutan', 'rumah tahanan'), ('bapas', 'balai pemasyarakatan'),
    ('lpka', 'lembaga pembinaan khusus anak'), ('kanwil', 'kantor wilayah'),
    ('ditjenpas', 'direktorat jenderal pemasyarakatan'), ('pks', 'perjanjian kerja sama');
GRANT SELECT ON search_abbreviation TO {app};
"""

# An individual is found by its public name only, also where it was renamed or merged.
NAMES = """
CREATE OR REPLACE FUNCTION search_names(unit uuid) RETURNS text LANGUAGE sql STABLE AS $$
WITH bearer AS MATERIALIZED (
    SELECT id, public_name, category FROM partner_resolved WHERE named_as = $1
    UNION ALL
    SELECT merged.id, merged.public_name, merged.category
    FROM partner_resolved stays JOIN partner merged ON merged.merged_into = stays.id WHERE stays.named_as = $1
), named AS MATERIALIZED (
    SELECT u.name FROM unit u WHERE u.id = $1
    UNION SELECT public_name FROM bearer
    UNION SELECT s.name FROM bearer b JOIN partner_spelling s ON s.partner_id = b.id WHERE b.category <> 'individual'
), joined AS MATERIALIZED (
    SELECT string_agg(name, ' ' ORDER BY name) AS names FROM named
)
SELECT concat_ws(' ', names, (SELECT string_agg(a.written, ' ' ORDER BY a.short)
                              FROM search_abbreviation a WHERE a.short = ANY (search_words(names))))
FROM joined
$$;
COMMENT ON FUNCTION search_names IS
    'The names by which agreements of a unit are found: of a partner, also earlier ones and those of merged partners.';
"""

# As in agreements_0010, but OFFSET 0 lets the words be taken apart once instead of three times.
FOUND = r"""
CREATE OR REPLACE FUNCTION agreement_search_found(changed uuid[])
RETURNS TABLE (agreement_id uuid, version integer, words text[], marks text[])
LANGUAGE sql STABLE SET search_path FROM CURRENT AS $$
SELECT a.id, a.version, heading.words || items.words, marks.marks
FROM agreement a
CROSS JOIN LATERAL (SELECT coalesce(a.ended_on, a.in_force_until) AS day) AS last
CROSS JOIN LATERAL (
    SELECT search_words(concat_ws(' ', a.title, a.called, (
        SELECT string_agg(search_names(p.unit_id), ' ') FROM party p WHERE p.agreement_id = a.id))) AS words
    OFFSET 0
) AS heading
CROSS JOIN LATERAL (
    SELECT search_words((
        SELECT string_agg(concat_ws(' ', s.description, f.name_indonesian, (
                   SELECT string_agg(search_names(g.partner_id), ' ') FROM scope_item_agency g
                   WHERE g.scope_item_id = s.id)), ' ')
        FROM scope_item s JOIN field f ON f.code = s.field WHERE s.agreement_id = a.id)) AS words
    OFFSET 0
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
"""

# Psycopg reads a single percent sign as a placeholder.
WORDS = r"""
CREATE FUNCTION search_all(words text[], mark text) RETURNS tsquery
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT AS $$
DECLARE
    wanted tsquery;
    part tsquery;
    word text;
BEGIN
    FOREACH word IN ARRAY words LOOP
        part := search_lexeme(mark || search_stem(word)) || search_lexeme(mark || word);
        wanted := CASE WHEN wanted IS NULL THEN part ELSE wanted && part END;
    END LOOP;
    RETURN wanted;
END $$;
COMMENT ON FUNCTION search_all IS 'The query for all of some words, each as it is or with other affixes.';

CREATE FUNCTION search_apart(given text) RETURNS text[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT AS $$
BEGIN
    -- A loop of index lookups: a join could be planned as a scan of all words.
    FOR cut IN REVERSE length(given) - 2 .. 2 LOOP
        IF EXISTS (SELECT FROM search_word WHERE word = left(given, cut))
           AND EXISTS (SELECT FROM search_word WHERE word = substr(given, cut + 1)) THEN
            RETURN ARRAY[left(given, cut), substr(given, cut + 1)];
        END IF;
    END LOOP;
    RETURN NULL;
END $$;
COMMENT ON FUNCTION search_apart IS 'Two known words that were written without a space between them.';

CREATE FUNCTION search_joined(one text, following text, mark text) RETURNS tsquery
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT AS $$
DECLARE
    wanted tsquery;
    word text;
BEGIN
    -- "kerja sama" and "bekerja sama" also find "kerjasama".
    FOR word IN SELECT w.word FROM search_word w WHERE w.word IN (one || following, search_stem(one) || following) LOOP
        wanted := coalesce(wanted || search_all(ARRAY[word], mark), search_all(ARRAY[word], mark));
    END LOOP;
    RETURN wanted;
END $$;
COMMENT ON FUNCTION search_joined IS 'The query for two words that are known as one; null if they are not.';

CREATE OR REPLACE FUNCTION search_wanted(given text, mark text) RETURNS tsquery
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT AS $$
DECLARE
    words text[] := (search_words(given))[1:12];
    joined tsquery;
    before tsquery;
    part tsquery;
    wanted tsquery;
BEGIN
    FOR nth IN 1 .. cardinality(words) LOOP
        part := search_either(words[nth], mark);
        joined := CASE WHEN nth < cardinality(words) THEN search_joined(words[nth], words[nth + 1], mark) END;
        part := CASE WHEN joined IS NULL THEN part ELSE part || joined END;
        part := CASE WHEN before IS NULL THEN part ELSE part || before END;
        wanted := CASE WHEN wanted IS NULL THEN part ELSE wanted && part END;
        before := joined;
    END LOOP;
    -- A text without words finds nothing.
    RETURN coalesce(wanted, search_lexeme('?'));
END $$;

CREATE OR REPLACE FUNCTION search_either(given text, mark text) RETURNS tsquery
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT AS $$
DECLARE
    stem text := search_stem(given);
    wanted tsquery := search_all(ARRAY[given], mark);
    written text := (SELECT a.written FROM search_abbreviation a WHERE a.short = given);
    apart text[];
    lexeme text;
BEGIN
    IF written IS NOT NULL THEN
        RETURN wanted || search_all(string_to_array(written, ' '), mark);
    END IF;
    IF given !~ '^[a-z]{3,40}$' THEN
        RETURN wanted;
    END IF;
    -- "kerjasama" and "bekerjasama" also find "kerja sama".
    apart := coalesce(search_apart(given), search_apart(stem));
    IF apart IS NOT NULL THEN
        RETURN wanted || search_all(apart, mark);
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

TRIGGERS = """
CREATE FUNCTION lock_search_names(ids uuid[], exclusively boolean) RETURNS void
LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    shard integer;
BEGIN
    -- In one order, so that two transactions do not wait for each other.
    FOR shard IN SELECT DISTINCT hashtext(id::text) & 63 AS nth FROM unnest(ids) AS id WHERE id IS NOT NULL ORDER BY nth
    LOOP
        IF exclusively THEN
            PERFORM pg_advisory_xact_lock(hashtext('agreement search'), shard);
        ELSE
            PERFORM pg_advisory_xact_lock_shared(hashtext('agreement search'), shard);
        END IF;
    END LOOP;
END $$;
COMMENT ON FUNCTION lock_search_names IS
    'Let a change of names wait for the agreements of their bearers that are being saved, and these for it.';

CREATE OR REPLACE FUNCTION agreement_search_saved() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    PERFORM lock_search_names(ARRAY(
        SELECT unnest(ARRAY[named.id, u.id]) FROM (
            SELECT unit_id AS id FROM party WHERE agreement_id = NEW.id
            UNION SELECT g.partner_id FROM scope_item s JOIN scope_item_agency g ON g.scope_item_id = s.id
            WHERE s.agreement_id = NEW.id) AS named
        LEFT JOIN LATERAL (SELECT id FROM any_unit WHERE named_as = named.id OFFSET 0) AS u ON true), false);
    IF TG_OP = 'INSERT' THEN
        PERFORM index_agreements(ARRAY[NEW.id], true);
    -- Of several changes in one transaction, the first one that is looked at has indexed all.
    ELSIF EXISTS (SELECT FROM agreement_search s JOIN agreement a ON a.id = s.agreement_id
                  WHERE a.id = NEW.id AND s.version <> a.version) THEN
        PERFORM refresh_agreement_search(ARRAY[NEW.id]);
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION agreement_search_renamed() RETURNS trigger
LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    -- With a merger, and when it is taken back, the partner that stays gets other names as well.
    bearers uuid[] := ARRAY[NEW.id, (to_jsonb(OLD) ->> 'merged_into')::uuid, (to_jsonb(NEW) ->> 'merged_into')::uuid];
BEGIN
    PERFORM lock_search_names(bearers, true);
    PERFORM refresh_agreement_search(ARRAY(
        SELECT DISTINCT s.agreement_id FROM unnest(bearers) AS bearer
        CROSS JOIN LATERAL (SELECT agreement_id FROM agreement_search
                            WHERE document @@ (search_lexeme('a:' || bearer) || search_lexeme('u:' || bearer))) AS s
        WHERE bearer IS NOT NULL));
    RETURN NULL;
END $$;

-- Agreements that were indexed without these names.
SELECT refresh_agreement_search(ARRAY(
    SELECT DISTINCT s.agreement_id
    FROM (SELECT merged_into AS id FROM partner WHERE merged_into IS NOT NULL
          UNION SELECT partner_id FROM partner_spelling WHERE used_until IS NOT NULL) AS bearer
    CROSS JOIN LATERAL (SELECT agreement_id FROM agreement_search
                        WHERE document @@ search_lexeme('a:' || bearer.id)) AS s));
"""

# As in agreements_0010, with plans for many agreements: few are read faster in a row, and the plan would be kept.
# OFFSET 0 keeps EXISTS from reading all sessions at once.
FINDING = """
CREATE OR REPLACE FUNCTION agreements_found(
    words tsquery, marks tsquery, state text, now timestamptz, ends_from date, ends_until date, running_on date,
    dormant_days integer, before uuid, most integer)
RETURNS SETOF uuid
-- A page costs few steps; planning each of them anew would take longer than the step.
LANGUAGE plpgsql STABLE ROWS 50
SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
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
        upper := first_block << bits;
        size := size + 1;
    END LOOP;
END $$;
"""


def upgrade() -> None:
    for sql in (ABBREVIATIONS, NAMES, FOUND, WORDS, TRIGGERS, FINDING):
        run_sql(sql)
