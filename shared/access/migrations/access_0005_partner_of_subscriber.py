"""A subscriber may be the own system of a partner: it then reads what concerns this partner, and nothing else."""

from shared.postgres.migrations import run_sql

revision = "access_0005"
down_revision = "access_0004"
branch_labels = None
depends_on = None

SQL = """
ALTER TABLE subscriber ADD COLUMN partner uuid;
COMMENT ON COLUMN subscriber.partner IS
    'The partner whose own system it is, with everything under it; null: the system of another office.';
COMMENT ON COLUMN subscriber.topics IS
    'Without the instance; of the internal topics only that of the negotiation, and only for the system of a partner.';
"""


def upgrade() -> None:
    run_sql(SQL)
