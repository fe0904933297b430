-- The cases of a service that keeps them: one row for each case and desk. A row says on which days it is shown, because a
-- case may begin and end by the calendar alone. Names are not kept: they are read when a case is shown.
--
-- The service adds these functions:
--     waiting_found(changed uuid[])           the cases of these agreements, programs …, in the columns about, kind, desk,
--                                             begins, ends, contact, by_letter, zone, since, due_on, words
--     waiting_things()                        the ids of everything that may have cases
--     waiting_units(regions text[])           scope_kind and unit of the units in these regions
-- and triggers `waiting_changed` on every table from which cases are found.
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
    CHECK ((contact = '') = (by_letter IS NULL))
);
CREATE INDEX waiting_case_always ON waiting_case (desk, due, since, id) WHERE begins = '-infinity';
CREATE INDEX waiting_case_by_day ON waiting_case (desk, begins, ends) WHERE begins > '-infinity';
CREATE INDEX waiting_case_counted ON waiting_case (scope_kind, unit, kind, begins, ends)
    INCLUDE (due, since, zone, desk, contact, by_letter);
COMMENT ON TABLE waiting_case IS 'The waiting list; every change of what it is read from writes it again at its commit.';
COMMENT ON COLUMN waiting_case.by_letter IS
    'The case waits if the partner `contact` has no contact with an account (true), or if it has one (false).';
COMMENT ON COLUMN waiting_case.due IS 'The last day to act; infinity without one.';

-- Finds the cases of these things again; returns the number of rows that were not as they are found. The lock makes a second
-- transaction that changes the same thing find its cases after the first one has committed.
CREATE FUNCTION refresh_waiting(changed uuid[]) RETURNS bigint
LANGUAGE plpgsql SET search_path FROM CURRENT
-- Planning the search anew would take several times as long as the search.
SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    corrected bigint;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(each.id::text, 0))
    FROM (SELECT DISTINCT unnest(changed) AS id ORDER BY id) AS each;
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

-- A deferred trigger: it runs at COMMIT, once for each changed thing. Its arguments are the columns with their ids. An UPDATE
-- concerns the things that the row named before, too.
CREATE FUNCTION waiting_changed() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    before jsonb := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END;
    after jsonb := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END;
    done text := coalesce(current_setting('sinergi.waiting', true), '');
    changed text;
BEGIN
    FOR changed IN
        SELECT DISTINCT written ->> name
        FROM unnest(TG_ARGV) AS name, unnest(ARRAY[before, after]) AS written WHERE written ->> name IS NOT NULL
    LOOP
        IF strpos(done, changed) = 0 THEN
            done := done || changed || ' ';
            PERFORM set_config('sinergi.waiting', done, true);
            PERFORM refresh_waiting(ARRAY[changed::uuid]);
        END IF;
    END LOOP;
    RETURN NULL;
END $$;

GRANT SELECT, INSERT, UPDATE, DELETE ON waiting_case TO {app};
