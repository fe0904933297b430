"""Log of manual operations on the event core."""

from shared.postgres.migrations import run_sql

revision = "events_0003"
down_revision = "events_0002"
branch_labels = None
depends_on = None

SQL = """
CREATE TABLE operator_log (
    id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    who     text        NOT NULL,
    what    text        NOT NULL CHECK (what IN ('relay_paused', 'relay_resumed', 'consumer_paused', 'consumer_resumed',
                                                 'projection_rebuilt', 'generation_raised', 'parking_allowed')),
    why     text        NOT NULL,
    outcome text        NOT NULL
);
COMMENT ON TABLE operator_log IS 'Manual operations: pauses, resumptions, rebuilds, raised generations; append-only.';

GRANT SELECT, INSERT ON operator_log TO {app};
"""


def upgrade() -> None:
    run_sql(SQL)
