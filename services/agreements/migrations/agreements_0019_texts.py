"""Versions of the templates of papers."""

from shared.postgres.migrations import run_sql

revision = "agreements_0019"
down_revision = "agreements_0018"
branch_labels = None
depends_on = None

SQL = """
CREATE TABLE text_template (
    kind      text NOT NULL CHECK (kind <> ''),
    version   integer NOT NULL CHECK (version > 1),
    content   bytea CHECK (octet_length(content) <= 1048576),
    file_name text,
    sha256    text,
    account   text NOT NULL,
    at        timestamptz NOT NULL,
    reason    text NOT NULL,
    PRIMARY KEY (kind, version),
    CHECK ((content IS NULL) = (file_name IS NULL)),
    CHECK ((content IS NULL) = (sha256 IS NULL))
);
COMMENT ON TABLE text_template IS 'Changes of the templates of papers; version 1 is the shipped one, without a row.';
COMMENT ON COLUMN text_template.content IS 'The Word file; null: the shipped template is in use again.';
GRANT SELECT, INSERT ON text_template TO {app};
"""


def upgrade() -> None:
    run_sql(SQL)
