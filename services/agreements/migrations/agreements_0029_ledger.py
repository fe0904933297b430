"""The deliveries of sessions for obligations, and the changes of obligations by addenda."""

from shared.postgres.migrations import run_sql

revision = "agreements_0029"
down_revision = "agreements_0028"
branch_labels = None
depends_on = None

LEDGER = """
CREATE TABLE obligation_credit (
    session_id    uuid   NOT NULL,
    obligation_id uuid   NOT NULL REFERENCES obligation (id),
    due_id        uuid   REFERENCES obligation_due (id),
    quantity      bigint NOT NULL CHECK (quantity > 0),
    held_on       date   NOT NULL,
    cohort_id     uuid,
    PRIMARY KEY (session_id, obligation_id)
);
CREATE INDEX obligation_credit_obligation ON obligation_credit (obligation_id);
CREATE INDEX obligation_credit_cohort ON obligation_credit (cohort_id) WHERE due_id IS NULL;
CREATE INDEX obligation_credit_due ON obligation_credit (due_id);
COMMENT ON TABLE obligation_credit IS 'What each session delivers for an obligation, in the measure of the obligation.';
COMMENT ON COLUMN obligation_credit.due_id IS 'Null: nothing was due for that day.';

CREATE TABLE obligation_change (
    obligation_id   uuid   NOT NULL REFERENCES obligation (id),
    addendum_id     uuid   NOT NULL REFERENCES addendum (id),
    effective_on    date   NOT NULL,
    former_quantity bigint NOT NULL CHECK (former_quantity > 0),
    quantity        bigint NOT NULL CHECK (quantity > 0),
    PRIMARY KEY (obligation_id, addendum_id)
);
COMMENT ON TABLE obligation_change IS 'Quantities of obligations that addenda have changed.';

GRANT SELECT, INSERT, DELETE ON obligation_credit TO {app};
GRANT UPDATE (due_id) ON obligation_credit TO {app};
GRANT SELECT, INSERT ON obligation_change TO {app};
"""


def upgrade() -> None:
    run_sql(LEDGER)
