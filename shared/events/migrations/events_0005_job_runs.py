"""Runs of jobs."""

from shared.postgres.migrations import run_sql

revision = "events_0005"
down_revision = "events_0004"
branch_labels = None
depends_on = None

SQL = """
CREATE TABLE job_run (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    job          text        NOT NULL CHECK (job <> ''),
    for_day      date        NOT NULL,
    requested_by text,
    reason       text,
    emitted      integer     NOT NULL DEFAULT 0 CHECK (emitted >= 0),
    failures     integer     NOT NULL DEFAULT 0 CHECK (failures >= 0),
    error        text,
    first_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
    last_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    CHECK ((requested_by IS NULL) = (reason IS NULL))
);
CREATE UNIQUE INDEX job_run_by_itself ON job_run (job, for_day) WHERE requested_by IS NULL;
COMMENT ON TABLE job_run IS
    'Runs of jobs: one row for all runs of a job by itself on a day, and one for each run that an operator requested.';
COMMENT ON COLUMN job_run.for_day IS 'The day of the business clock in UTC, or the day that the operator gave.';
COMMENT ON COLUMN job_run.last_at IS 'Of the newest run; runs that emit nothing are recorded once a minute at most.';
COMMENT ON COLUMN job_run.error IS 'Of the newest run that failed.';

GRANT SELECT, INSERT, UPDATE ON job_run TO {app};
"""


def upgrade() -> None:
    run_sql(SQL)
