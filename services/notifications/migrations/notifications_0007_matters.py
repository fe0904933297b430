"""Matters are found by their business key, and by the event that opened them."""

from shared.postgres.migrations import run_sql

revision = "notifications_0007"
down_revision = "notifications_0006"
branch_labels = None
depends_on = None

SQL = """
CREATE INDEX matter_key ON matter (business_key, opened_by DESC);
CREATE INDEX matter_opened ON matter (opened_by DESC);
"""


def upgrade() -> None:
    run_sql(SQL)
