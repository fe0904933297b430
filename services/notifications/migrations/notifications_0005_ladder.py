"""The ladder: matters that stay open are announced again, and then to the levels above."""

from shared.postgres.migrations import run_sql

revision = "notifications_0005"
down_revision = "notifications_0004"
branch_labels = None
depends_on = None

SQL = """
CREATE TABLE ladder_step (
    rule         text        NOT NULL,
    business_key text        NOT NULL,
    desk         text        NOT NULL,
    opened_by    uuid        NOT NULL,
    rung         text        NOT NULL CHECK (rung IN ('again', 'region', 'directorate')),
    at           timestamptz NOT NULL,
    PRIMARY KEY (rule, business_key, desk, opened_by, rung)
);
COMMENT ON TABLE ladder_step IS 'The steps that an open matter has taken, and when; rows are only inserted.';
COMMENT ON COLUMN ladder_step.opened_by IS 'The event that opened the matter; if another one opens it, it begins anew.';

CREATE TABLE ladder_run (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    day date    NOT NULL
);
COMMENT ON TABLE ladder_run IS 'The day on which every ladder was climbed last.';
INSERT INTO ladder_run (day) VALUES ('-infinity');

GRANT SELECT, INSERT ON ladder_step TO {app};
GRANT SELECT, UPDATE (day) ON ladder_run TO {app};
"""


def upgrade() -> None:
    run_sql(SQL)
