"""Names of fields that were added or renamed by command; all others have those of `labels.yaml`."""

from shared.postgres.migrations import run_sql

revision = "fields_0001"
down_revision = None
branch_labels = ("fields",)
depends_on = None

SQL = """
CREATE TABLE field_name (
    field           text PRIMARY KEY,
    name_indonesian text NOT NULL,
    name_english    text NOT NULL,
    version         integer NOT NULL
);
COMMENT ON TABLE field_name IS 'Names of fields that were added or renamed by command, as they are now.';
COMMENT ON COLUMN field_name.version IS 'The version of the tree of fields that has brought the name.';
GRANT SELECT, INSERT, UPDATE, DELETE ON field_name TO {app};
"""


def upgrade() -> None:
    run_sql(SQL)
