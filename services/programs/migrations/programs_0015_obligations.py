"""Obligations of agreements, and the sessions that fulfil them."""

from shared.postgres.migrations import run_sql

revision = "programs_0015"
down_revision = "programs_0014"
branch_labels = None
depends_on = None

SQL = """
CREATE TABLE obligation (
    id            uuid PRIMARY KEY,
    agreement_id  uuid    NOT NULL,
    line_id       uuid    NOT NULL,
    unit_id       uuid    NOT NULL,
    unit_name     text    NOT NULL,
    measure       text    NOT NULL,
    quantity      bigint  NOT NULL CHECK (quantity > 0),
    schedule      text    NOT NULL,
    scope_item_id uuid,
    ended_on      date,
    version       integer NOT NULL CHECK (version > 0)
);
COMMENT ON TABLE obligation IS 'Obligations of agreements, as their last event has them.';
COMMENT ON COLUMN obligation.unit_name IS 'The name when it was agreed on.';
CREATE INDEX obligation_agreement ON obligation (agreement_id);

CREATE TABLE session_obligation (
    session_id    uuid   NOT NULL REFERENCES session,
    obligation_id uuid   NOT NULL,
    quantity      bigint NOT NULL CHECK (quantity > 0),
    PRIMARY KEY (session_id, obligation_id)
);
COMMENT ON TABLE session_obligation IS 'The obligations that a session fulfils, and how much it delivers for each.';

GRANT SELECT, INSERT ON obligation TO {app};
GRANT UPDATE (quantity, ended_on, version) ON obligation TO {app};
GRANT SELECT, INSERT, DELETE ON session_obligation TO {app};
"""


def upgrade() -> None:
    run_sql(SQL)
