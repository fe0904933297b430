"""Items of jobs that failed."""

from shared.postgres.migrations import run_sql

revision = "events_0004"
down_revision = "events_0003"
branch_labels = None
depends_on = None

SQL = """
CREATE TABLE job_failure (
    job             text        NOT NULL,
    item            text        NOT NULL,
    error           text        NOT NULL,
    times           integer     NOT NULL DEFAULT 1,
    first_failed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    failed_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (job, item)
);
COMMENT ON TABLE job_failure IS 'Items that failed in the last run of their job; deleted once the item succeeds.';

GRANT SELECT, INSERT, UPDATE, DELETE ON job_failure TO {app};
"""


def upgrade() -> None:
    run_sql(SQL)
