"""Files of imports in parts, so that a long one is never in memory as a whole; facts of units can be withdrawn."""

from shared.postgres.migrations import run_sql

revision = "agreements_0015"
down_revision = "agreements_0014"
branch_labels = None
depends_on = None

SQL = """
CREATE TABLE import_file_part (
    import_id uuid    NOT NULL REFERENCES table_import (id),
    ordinal   integer NOT NULL CHECK (ordinal > 0),
    content   bytea   NOT NULL,
    PRIMARY KEY (import_id, ordinal)
);
COMMENT ON TABLE import_file_part IS 'The file of an import, for the workbook with remarks.';
COMMENT ON COLUMN table_import.file IS 'The file of an import from before import_file_part.';

GRANT SELECT, INSERT ON import_file_part TO {app};
GRANT DELETE ON unit_fact TO {app};
"""


def upgrade() -> None:
    run_sql(SQL)
