"""A record of what is done to the event core by hand."""

from shared.postgres.migrations import run_sql

revision = "events_0003"
down_revision = "events_0002"
branch_labels = None
depends_on = None

SQL = """
CREATE TABLE done_by_hand (
    id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    who     text        NOT NULL,
    what    text        NOT NULL CHECK (what IN ('relay_paused', 'relay_resumed', 'consumer_paused', 'consumer_resumed',
                                                 'projection_rebuilt', 'generation_raised')),
    why     text        NOT NULL,
    outcome text        NOT NULL
);
COMMENT ON TABLE done_by_hand IS 'Who paused, resumed, rebuilt or raised what, when and why; append-only.';

GRANT SELECT, INSERT ON done_by_hand TO {app};
"""


def upgrade() -> None:
    run_sql(SQL)
