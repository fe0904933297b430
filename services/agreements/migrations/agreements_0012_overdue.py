"""What jobs have announced as overdue, and the version of the text that each reviewer was asked about."""

from shared.postgres.migrations import run_sql

revision = "agreements_0012"
down_revision = "agreements_0011"
branch_labels = None
depends_on = None

SQL = """
ALTER TABLE action_item ADD COLUMN overdue_announced_at timestamptz;
CREATE INDEX action_item_due ON action_item (due_on) WHERE completed_on IS NULL AND overdue_announced_at IS NULL;

ALTER TABLE reviewer ADD COLUMN text_version integer;
ALTER TABLE reviewer ADD COLUMN unanswered_announced_at timestamptz;
CREATE INDEX reviewer_waiting ON reviewer (waiting_since) WHERE verdict IS NULL AND unanswered_announced_at IS NULL;
COMMENT ON COLUMN reviewer.text_version IS 'The version of the text that was reviewed; null before v0.3.0.';

GRANT UPDATE (overdue_announced_at) ON action_item TO {app};
"""


def upgrade() -> None:
    run_sql(SQL)
