"""The week of a unit is also sent to its head by e-mail, once, unless the head does not want it."""

from shared.postgres.migrations import run_sql

revision = "notifications_0012"
down_revision = "notifications_0011"
branch_labels = None
depends_on = None

SQL = """
ALTER TABLE recipient ADD COLUMN weekly boolean NOT NULL DEFAULT true;
COMMENT ON COLUMN recipient.weekly IS 'Whether a head wants the week of its units by e-mail.';
GRANT UPDATE (weekly) ON recipient TO {app};

ALTER TABLE delivery ADD COLUMN week date CHECK (extract(isodow FROM week) = 1);
COMMENT ON COLUMN delivery.week IS 'The Monday of the week that it describes; null: it is a notice or a code.';
-- safe since v0.2.0: the table is newer, and old processes write none of the new kind
ALTER TABLE delivery DROP CONSTRAINT delivery_kind_check, DROP CONSTRAINT delivery_check;
-- safe since v0.2.0: it refuses no row that the dropped constraints permitted
-- safe since v0.2.0: they allow more than before
ALTER TABLE delivery
    ADD CONSTRAINT delivery_kind_check CHECK (kind IN ('notice', 'again', 'code', 'week')),
    ADD CONSTRAINT delivery_check CHECK ((kind IN ('code', 'week')) = (notice_id IS NULL)),
    ADD CONSTRAINT delivery_week_of_kind CHECK ((kind = 'week') = (week IS NOT NULL));
-- safe since v0.2.0: old processes write no week
-- safe since v0.2.0: old processes write no weeks
CREATE UNIQUE INDEX delivery_week_once ON delivery (account, week) WHERE kind = 'week';
"""


def upgrade() -> None:
    run_sql(SQL)
