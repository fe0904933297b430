"""An index of the log: the events that list where an agreement is carried out, for the rights to its other events."""

from shared.postgres.migrations import run_sql

revision = "access_0004"
down_revision = "access_0003"
branch_labels = None
depends_on = ("events_0001",)

# The condition is that of the feed's query, literally; otherwise the index is not used.
SQL = """
CREATE INDEX outbox_listing ON outbox (topic, key, id) WHERE type ~ '[.]agreement[.](signed|registered)[.]v1$';
"""


def upgrade() -> None:
    run_sql(SQL)
