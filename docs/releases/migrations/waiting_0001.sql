CREATE TABLE waiting_case (
    about      uuid NOT NULL,
    kind       text NOT NULL,
    desk       text NOT NULL,
    begins     date NOT NULL,
    ends       date NOT NULL,
    contact    text NOT NULL,
    by_letter  boolean,
    zone       text NOT NULL,
    since      date NOT NULL,
    due        date NOT NULL,
    words      jsonb NOT NULL,
    id         text NOT NULL GENERATED ALWAYS AS (
        kind || '/' || about::text || '/' || desk || CASE WHEN by_letter THEN '/' || contact ELSE '' END) STORED,
    scope_kind text NOT NULL GENERATED ALWAYS AS (split_part(desk, ':', 1)) STORED,
    unit       text NOT NULL GENERATED ALWAYS AS (
        CASE split_part(desk, ':', 1) WHEN 'nation' THEN '' ELSE split_part(desk, ':', 2) END) STORED,
    PRIMARY KEY (about, kind, desk, contact, begins),
    CHECK (begins > '-infinity' OR ends = 'infinity'),
    CHECK ((contact = '') = (by_letter IS NULL))
);
-- The last day comes first: what is over is not read again, however much of it there is.
CREATE INDEX waiting_case_always ON waiting_case (desk, due, since, id) WHERE begins = '-infinity';
CREATE INDEX waiting_case_by_day ON waiting_case (desk, ends, begins) WHERE begins > '-infinity';
CREATE INDEX waiting_case_counted ON waiting_case (scope_kind, unit, kind, ends, begins)
    INCLUDE (due, since, zone, desk, contact, by_letter);
COMMENT ON TABLE waiting_case IS 'The waiting list; every change of what it is found in writes it again at its commit.';
COMMENT ON COLUMN waiting_case.begins IS 'The first day on which it is shown; -infinity: it is always shown.';
COMMENT ON COLUMN waiting_case.by_letter IS
    'The case waits if the partner `contact` has no contact with an account (true), or if it has one (false).';
COMMENT ON COLUMN waiting_case.due IS 'The last day to act; infinity without one.';

-- Finds the cases of these things again; returns the number of rows that were not as they are found.
CREATE FUNCTION refresh_waiting(changed uuid[]) RETURNS bigint
LANGUAGE plpgsql SET search_path FROM CURRENT
-- Planning the search anew would take several times as long as the search.
SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    corrected bigint;
BEGIN
    -- A second transaction that changes the same thing finds its cases after the first one has committed. All locks are
    -- taken at once and in one order, so that no two transactions wait for each other; their number is limited, because
    -- the server's memory for locks is.
    PERFORM pg_advisory_xact_lock(hashtext('waiting'), shard)
    FROM (SELECT DISTINCT hashtext(id::text) & 1023 AS shard
          FROM (SELECT unnest(changed) AS id UNION ALL SELECT waiting_beside(changed)) AS each
          ORDER BY shard) AS shards;
    -- Asked for again: a transaction that was waited for may have added some.
    changed := changed || ARRAY(SELECT waiting_beside(changed));
    WITH found AS MATERIALIZED (
        SELECT about, kind, desk, coalesce(begins, '-infinity') AS begins, coalesce(ends, 'infinity') AS ends,
               coalesce(contact, '') AS contact, by_letter, zone, since, coalesce(due_on, 'infinity') AS due, words
        FROM waiting_found(changed)
    ), gone AS (
        DELETE FROM waiting_case w
        WHERE w.about = ANY (changed)
          AND NOT EXISTS (SELECT FROM found f WHERE (f.about, f.kind, f.desk, f.contact, f.begins)
                                                  = (w.about, w.kind, w.desk, w.contact, w.begins))
        RETURNING 1
    ), written AS (
        INSERT INTO waiting_case AS w (about, kind, desk, begins, ends, contact, by_letter, zone, since, due, words)
        SELECT about, kind, desk, begins, ends, contact, by_letter, zone, since, due, words FROM found
        ON CONFLICT (about, kind, desk, contact, begins) DO UPDATE
        SET (ends, by_letter, zone, since, due, words)
            = (excluded.ends, excluded.by_letter, excluded.zone, excluded.since, excluded.due, excluded.words)
        WHERE (w.ends, w.by_letter, w.zone, w.since, w.due, w.words)
              IS DISTINCT FROM (excluded.ends, excluded.by_letter, excluded.zone, excluded.since, excluded.due,
                                excluded.words)
        RETURNING 1
    )
    SELECT (SELECT count(*) FROM gone) + (SELECT count(*) FROM written) INTO corrected;
    RETURN corrected;
END $$;

-- Notes, for the end of the transaction, the things that a row names in the columns of the arguments. An UPDATE
-- concerns those that the row named before, too.
CREATE FUNCTION waiting_noted() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    noted text := coalesce(current_setting('sinergi.waiting', true), '');
    changed text;
BEGIN
    FOR changed IN
        SELECT written ->> name FROM unnest(ARRAY[to_jsonb(OLD), to_jsonb(NEW)]) AS written, unnest(TG_ARGV) AS name
    LOOP
        IF strpos(noted, changed) = 0 THEN
            noted := noted || ' ' || changed;
        END IF;
    END LOOP;
    PERFORM set_config('sinergi.waiting', noted, true);
    RETURN NULL;
END $$;

-- A deferred trigger of the same rows: at COMMIT, the first of them finds the cases of everything that was noted.
CREATE FUNCTION waiting_changed() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    noted text := ltrim(current_setting('sinergi.waiting', true));
BEGIN
    IF noted <> '' THEN
        PERFORM set_config('sinergi.waiting', '', true);
        PERFORM refresh_waiting(string_to_array(noted, ' ')::uuid[]);
    END IF;
    RETURN NULL;
END $$;

GRANT SELECT, INSERT, UPDATE, DELETE ON waiting_case TO app;
