"""Rounds of review: each side asked, since when it waits, and what it said."""

from shared.postgres.migrations import run_sql

revision = "agreements_0004"
down_revision = "agreements_0003"
branch_labels = None
depends_on = None

SQL = """
CREATE TABLE review_desk (
    agreement_id  uuid NOT NULL REFERENCES agreement (id),
    round         integer NOT NULL CHECK (round > 0),
    side          text NOT NULL CHECK (side IN ('partner', 'region', 'directorate')),
    unit          text NOT NULL CHECK ((side = 'directorate') = (unit = '')),
    waiting_since timestamptz NOT NULL,
    verdict       text CHECK (verdict IN ('pass', 'revise')),
    answered_at   timestamptz,
    comments      jsonb NOT NULL DEFAULT '[]',
    letter        text,
    PRIMARY KEY (agreement_id, round, side, unit),
    CHECK ((verdict IS NULL) = (answered_at IS NULL)),
    CHECK (verdict IS DISTINCT FROM 'revise' OR comments <> '[]')
);
COMMENT ON TABLE review_desk IS 'Who is asked in a round: the directorate, a region by code, a partner by id.';

GRANT SELECT, INSERT, UPDATE ON review_desk TO {app};
"""


def upgrade() -> None:
    run_sql(SQL)
