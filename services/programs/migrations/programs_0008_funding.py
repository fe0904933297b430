"""The money with which programs are paid for, by its source."""

from shared.postgres.migrations import run_sql

revision = "programs_0008"
down_revision = "programs_0007"
branch_labels = None
depends_on = None

SQL = """
CREATE TABLE program_funding (
    program_id uuid   NOT NULL REFERENCES program,
    source     text   NOT NULL CHECK (source IN ('state_budget', 'state_revenue', 'regional_budget', 'partner',
                                                 'own_proceeds', 'unpaid')),
    amount     bigint CHECK (amount > 0),
    PRIMARY KEY (program_id, source),
    CHECK (source <> 'unpaid' OR amount IS NULL)
);
COMMENT ON TABLE program_funding IS 'The sources of money of a program in its fiscal year.';
COMMENT ON COLUMN program_funding.amount IS 'In rupiah; null: not known, or nothing has to be paid.';
GRANT SELECT, INSERT, DELETE ON program_funding TO {app};
"""


def upgrade() -> None:
    run_sql(SQL)
