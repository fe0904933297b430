"""Sealed names of participants, and every reading of them."""

from alembic import op
from sqlalchemy import text

from shared.postgres.migrations import run_sql

revision = "names_0001"
down_revision = None
branch_labels = ("names",)
depends_on = None

SQL = """
CREATE TABLE entry (
    facility_id    uuid        NOT NULL,
    participant_id uuid        NOT NULL,
    sealed         bytea,
    kept_at        timestamptz NOT NULL DEFAULT now(),
    erased_at      timestamptz,
    erased_by      text,
    erasure_ground text        CHECK (erasure_ground IN ('wrong_entry', 'retention_over', 'merged', 'request')),
    PRIMARY KEY (facility_id, participant_id),
    CHECK (num_nonnulls(erased_at, erased_by, erasure_ground) = CASE WHEN sealed IS NULL THEN 3 ELSE 0 END)
);
COMMENT ON TABLE entry IS 'The name of a participant at one facility; after an erasure only the row is left.';
COMMENT ON COLUMN entry.sealed IS 'Encrypted by programs with a key of its own for each entry, and bound to this row.';

CREATE TABLE reading (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    facility_id    uuid        NOT NULL,
    participants   uuid[]      NOT NULL,
    purpose        text        NOT NULL CHECK (purpose IN ('cohort', 'sheet', 'list', 'import', 'sdp', 'sppn',
                                                          'transfer')),
    at             timestamptz NOT NULL,
    account        text        NOT NULL,
    capability     text,
    correlation_id text        NOT NULL
);
COMMENT ON TABLE reading IS
    'Who was given which names, and what for; rows are only inserted, by the function that gives the names out.';
CREATE INDEX reading_of_facility ON reading (facility_id, id DESC);

CREATE FUNCTION keep_names(facility uuid, participants uuid[], contents bytea[])
    RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = names, pg_temp AS $body$
    INSERT INTO entry (facility_id, participant_id, sealed)
    SELECT facility, who, content FROM unnest(participants, contents) AS given (who, content) ORDER BY who
    ON CONFLICT (facility_id, participant_id) DO UPDATE
    SET sealed = excluded.sealed, kept_at = now(), erased_at = NULL, erased_by = NULL, erasure_ground = NULL
$body$;

CREATE FUNCTION read_names(facility uuid, asked uuid[], reason text, read_at timestamptz, reader text,
                           acting_as text, correlation text)
    RETURNS TABLE (participant_id uuid, sealed bytea) LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = names, pg_temp AS $body$
BEGIN
    INSERT INTO reading (facility_id, participants, purpose, at, account, capability, correlation_id)
    SELECT facility, array_agg(e.participant_id ORDER BY e.participant_id), reason, read_at, reader,
           acting_as, correlation
    FROM entry e
    WHERE e.facility_id = facility AND e.sealed IS NOT NULL AND (asked IS NULL OR e.participant_id = ANY (asked))
    HAVING count(*) > 0;
    RETURN QUERY SELECT e.participant_id, e.sealed FROM entry e
        WHERE e.facility_id = facility AND e.sealed IS NOT NULL AND (asked IS NULL OR e.participant_id = ANY (asked));
END
$body$;

CREATE FUNCTION erase_name(facility uuid, participant uuid, at timestamptz, account text, ground text)
    RETURNS boolean LANGUAGE sql SECURITY DEFINER SET search_path = names, pg_temp AS $body$
    WITH erased AS (
        UPDATE entry SET sealed = NULL, erased_at = at, erased_by = account, erasure_ground = ground
        WHERE facility_id = facility AND participant_id = participant AND sealed IS NOT NULL RETURNING 1)
    SELECT EXISTS (SELECT FROM erased)
$body$;

CREATE FUNCTION list_readings(facility uuid, before bigint, most integer)
    RETURNS TABLE (id bigint, people integer, purpose text, at timestamptz, account text, capability text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = names, pg_temp AS $body$
    SELECT r.id, cardinality(r.participants), r.purpose, r.at, r.account, r.capability FROM reading r
    WHERE r.facility_id = facility AND (before IS NULL OR r.id < before) ORDER BY r.id DESC LIMIT most
$body$;

-- safe since v0.2.0: the functions came after this release.
REVOKE ALL ON FUNCTION keep_names, read_names, erase_name, list_readings FROM PUBLIC;
GRANT USAGE ON SCHEMA names TO {programs_app};
GRANT EXECUTE ON FUNCTION keep_names, read_names, erase_name, list_readings TO {programs_app};
"""


def upgrade() -> None:
    owner = op.get_bind().execute(text("SELECT current_user")).scalar_one()
    run_sql(SQL.replace("{programs_app}", owner.removesuffix("names_owner") + "programs_app"))
