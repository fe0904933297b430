"""Quantities of outputs have up to three decimals in units of measure."""

from shared.postgres.migrations import run_sql

revision = "programs_0021"
down_revision = "programs_0020"
branch_labels = None
depends_on = None

SQL = """
-- safe since v0.2.0: the table came after this release.
ALTER TABLE output ALTER COLUMN quantity TYPE numeric(13, 3);
-- safe since v0.2.0: the table came after this release.
ALTER TABLE output
    ADD CONSTRAINT output_whole_count CHECK (unit IN ('kilogram', 'litre', 'metre') OR quantity = trunc(quantity));
"""


def upgrade() -> None:
    run_sql(SQL)
