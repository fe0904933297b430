"""A gap that moves to the successor may be another agency's there."""

from shared.postgres.migrations import run_sql

revision = "programs_0004"
down_revision = "programs_0003"
branch_labels = None
depends_on = None

SQL = """
GRANT UPDATE (agency_id, agency_name) ON template_gap TO {app};
"""


def upgrade() -> None:
    run_sql(SQL)
