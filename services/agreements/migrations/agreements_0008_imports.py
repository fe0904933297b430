"""Imports of tables, their rows, and what is being done with all rows of one."""

from shared.postgres.migrations import run_sql

revision = "agreements_0008"
down_revision = "agreements_0007"
branch_labels = None
depends_on = None

SQL = """
CREATE TABLE table_import (
    id             uuid PRIMARY KEY,
    kind           text NOT NULL CHECK (kind IN ('units', 'positions', 'partners', 'agreements')),
    file_name      text NOT NULL,
    file_hash      bytea NOT NULL,
    file           bytea,
    sheet          text NOT NULL,
    header_row     integer NOT NULL,
    links          boolean NOT NULL,
    unknown_titles text[] NOT NULL,
    left_out       jsonb NOT NULL DEFAULT '[]',
    scope_kind     text NOT NULL CHECK (scope_kind IN ('facility', 'region', 'nation')),
    unit           text NOT NULL,
    region         text,
    account        text NOT NULL,
    received_at    timestamptz NOT NULL,
    withdrawn_at   timestamptz,
    withdrawn_reason text,
    running        text CHECK (running IN ('check', 'accept', 'withdraw')),
    run_by         text,
    run_reason     text,
    stopped_by     jsonb,
    version        integer NOT NULL DEFAULT 1 CHECK (version > 0),
    CHECK ((withdrawn_at IS NULL) = (withdrawn_reason IS NULL)),
    CHECK (running IS NULL OR run_by IS NOT NULL)
);
CREATE UNIQUE INDEX table_import_file ON table_import (scope_kind, unit, kind, file_hash) WHERE withdrawn_at IS NULL;
CREATE INDEX table_import_running ON table_import (id) WHERE running IS NOT NULL;
COMMENT ON COLUMN table_import.running IS 'What the worker does with every row, as the account run_by.';
COMMENT ON COLUMN table_import.stopped_by IS 'The refusal that has ended the last run, in both languages.';
COMMENT ON COLUMN table_import.file IS 'The file, for the workbook with remarks; the command line keeps its own.';
COMMENT ON INDEX table_import_file IS 'A file that a unit sends again is the import that it has.';

CREATE TABLE import_row (
    import_id    uuid    NOT NULL REFERENCES table_import (id),
    number      integer NOT NULL CHECK (number > 0),
    cells       jsonb   NOT NULL,
    marks       text[]  NOT NULL,
    key         text,
    after_key   text,
    state       text    NOT NULL CHECK (state IN (
        'unchecked', 'ready', 'cautioned', 'refused', 'known', 'accepted', 'withdrawn')),
    findings    jsonb   NOT NULL DEFAULT '[]',
    resource_id uuid,
    before      jsonb,
    PRIMARY KEY (import_id, number),
    CHECK (state <> 'accepted' OR resource_id IS NOT NULL)
);
CREATE INDEX import_row_state ON import_row (import_id, state, number);
CREATE INDEX import_row_key ON import_row (key) WHERE key IS NOT NULL;
COMMENT ON COLUMN import_row.key IS 'By which other rows of its import find it; after_key: the row that it continues.';
COMMENT ON COLUMN import_row.before IS 'The values of a unit before the row was accepted, to return to.';

GRANT SELECT, INSERT ON table_import, import_row TO {app};
GRANT UPDATE (left_out, withdrawn_at, withdrawn_reason, running, run_by, run_reason, stopped_by, version)
    ON table_import TO {app};
GRANT UPDATE (cells, key, after_key, state, findings, resource_id, before) ON import_row TO {app};
"""


def upgrade() -> None:
    run_sql(SQL)
