"""An index for the waiting list: unread notices that ask for an action."""

from shared.postgres.migrations import run_sql

revision = "notifications_0002"
down_revision = "notifications_0001"
branch_labels = None
depends_on = None

SQL = """
CREATE INDEX notice_waiting ON notice (useful_until) WHERE read_at IS NULL AND closed_at IS NULL
    AND severity IN ('action', 'critical');
"""


def upgrade() -> None:
    run_sql(SQL)
