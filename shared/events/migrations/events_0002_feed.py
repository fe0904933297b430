"""An index of the log by shard, and the log's generations, so that the feed gives the same events as the topic."""

from shared.postgres.migrations import run_sql

revision = "events_0002"
down_revision = "events_0001"
branch_labels = None
depends_on = None

# Psycopg reads a single percent sign as a placeholder.
SQL = """
CREATE INDEX outbox_shard ON outbox (topic, (key_hash %% 128), id);

CREATE TABLE relay_generation (
    generation integer PRIMARY KEY,
    after_id   bigint  NOT NULL
);
COMMENT ON TABLE relay_generation IS 'Generations of the log: ids above after_id were sent in this or a later one.';
INSERT INTO relay_generation (generation, after_id) SELECT generation, 0 FROM relay;

GRANT SELECT ON relay_generation TO {app};
"""


def upgrade() -> None:
    run_sql(SQL)
