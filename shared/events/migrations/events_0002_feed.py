"""What the feed needs to say what the topic says: the log by shard, and in which of its lives an event was sent."""

from shared.postgres.migrations import run_sql

revision = "events_0002"
down_revision = "events_0001"
branch_labels = None
depends_on = None

# Psycopg takes a single percent sign for a placeholder.
SQL = """
CREATE INDEX outbox_shard ON outbox (topic, (key_hash %% 128), id);

CREATE TABLE relay_generation (
    generation integer PRIMARY KEY,
    after_id   bigint  NOT NULL
);
COMMENT ON TABLE relay_generation IS 'The lives of the log: what lies after an id was sent in this one, or in a later.';
INSERT INTO relay_generation (generation, after_id) SELECT generation, 0 FROM relay;

GRANT SELECT ON relay_generation TO {app};
"""


def upgrade() -> None:
    run_sql(SQL)
