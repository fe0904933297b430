"""A message whose server stays away fails in the end, and a bounce is one more attempt that failed."""

from shared.postgres.migrations import run_sql

revision = "notifications_0009"
down_revision = "notifications_0008"
branch_labels = None
depends_on = None

SQL = """
ALTER TABLE delivery ADD COLUMN unreachable_since timestamptz;
COMMENT ON COLUMN delivery.unreachable_since IS 'Since when the server of its channel does not answer; null: it did.';
GRANT UPDATE (unreachable_since) ON delivery TO {app};
"""


def upgrade() -> None:
    run_sql(SQL)
