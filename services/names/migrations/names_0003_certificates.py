"""Readings of names for printed certificates."""

from shared.postgres.migrations import run_sql

revision = "names_0003"
down_revision = "names_0002"
branch_labels = None
depends_on = None

SQL = """
-- safe since v0.2.0: the vault came after this release.
ALTER TABLE reading DROP CONSTRAINT reading_purpose_check;
-- safe since v0.2.0: it allows more than the one before.
ALTER TABLE reading ADD CONSTRAINT reading_purpose_check CHECK (purpose IN (
    'cohort', 'sheet', 'list', 'import', 'sdp', 'sppn', 'transfer', 'certificate'));
"""


def upgrade() -> None:
    run_sql(SQL)
