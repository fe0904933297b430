"""Obligations of parties, their dues and deliveries, and the cases in which they wait."""

from shared.postgres.migrations import run_sql
from shared.rooms.waiting.triggers import noted_in

revision = "agreements_0025"
down_revision = "agreements_0024"
branch_labels = None
depends_on = None

OBLIGATIONS = """
CREATE TABLE obligation (
    id            uuid PRIMARY KEY,
    agreement_id  uuid NOT NULL REFERENCES agreement (id),
    ordinal       integer NOT NULL CHECK (ordinal > 0),
    unit_id       uuid NOT NULL,
    description   text NOT NULL,
    clause        text,
    scope_item_id uuid REFERENCES scope_item (id) ON DELETE SET NULL,
    measure       text NOT NULL CHECK (measure IN ('sessions', 'minutes', 'persons', 'goods', 'rupiah')),
    quantity      bigint NOT NULL CHECK (quantity > 0),
    schedule      text NOT NULL CHECK (schedule IN ('once', 'monthly', 'per_cohort', 'on_request')),
    due_on        date,
    recorded_on   date NOT NULL,
    addendum_id   uuid REFERENCES addendum (id),
    ended_on      date,
    end_reason    text,
    version       integer NOT NULL CHECK (version > 0),
    account       text NOT NULL,
    UNIQUE (agreement_id, ordinal),
    CHECK ((schedule = 'once') = (due_on IS NOT NULL)),
    CHECK ((ended_on IS NULL) = (end_reason IS NULL))
);
CREATE INDEX obligation_unit ON obligation (unit_id);
CREATE INDEX obligation_running ON obligation (schedule) WHERE ended_on IS NULL;
COMMENT ON TABLE obligation IS 'Promises of parties, or of agencies under one, in the text of an agreement.';
COMMENT ON COLUMN obligation.recorded_on IS 'Nothing is due before this day.';

CREATE TABLE obligation_due (
    id                  uuid PRIMARY KEY,
    obligation_id       uuid NOT NULL REFERENCES obligation (id),
    agreement_id        uuid NOT NULL REFERENCES agreement (id),
    period              date NOT NULL,
    due_on              date NOT NULL CHECK (due_on >= period),
    quantity            bigint NOT NULL CHECK (quantity > 0),
    delivered           bigint NOT NULL DEFAULT 0 CHECK (delivered >= 0),
    opened_on           date NOT NULL,
    waived_on           date,
    waive_reason        text,
    missed_announced_at timestamptz,
    cohort_id           uuid,
    UNIQUE NULLS NOT DISTINCT (obligation_id, period, cohort_id),
    CHECK ((waived_on IS NULL) = (waive_reason IS NULL))
);
CREATE INDEX obligation_due_agreement ON obligation_due (agreement_id);
CREATE INDEX obligation_due_open ON obligation_due (due_on)
    WHERE waived_on IS NULL AND delivered < quantity AND missed_announced_at IS NULL;
COMMENT ON COLUMN obligation_due.cohort_id IS 'Null: it follows the calendar, or was asked for.';
COMMENT ON TABLE obligation_due IS 'A quantity owed until one day. `delivered` is the sum of its deliveries.';

CREATE TABLE obligation_delivery (
    id           uuid PRIMARY KEY,
    due_id       uuid NOT NULL REFERENCES obligation_due (id),
    quantity     bigint NOT NULL CHECK (quantity > 0),
    delivered_on date NOT NULL,
    evidence     text NOT NULL,
    account      text NOT NULL,
    at           timestamptz NOT NULL
);
CREATE INDEX obligation_delivery_due ON obligation_delivery (due_id);
COMMENT ON TABLE obligation_delivery IS 'Deliveries for a due, with the paper that shows them.';

GRANT SELECT, INSERT, UPDATE ON obligation TO {app};
GRANT SELECT, INSERT, UPDATE, DELETE ON obligation_due TO {app};
GRANT SELECT, INSERT ON obligation_delivery TO {app};
"""


def upgrade() -> None:
    run_sql(OBLIGATIONS)
    # The cases come with agreements_0031, which finds all of them again.
    run_sql(noted_in({"obligation_due": ("agreement_id",)}))
