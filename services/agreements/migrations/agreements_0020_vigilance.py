"""Reminders that were given: of ends, of plans to sign, and of agreements that don't run."""

from shared.postgres.migrations import run_sql

revision = "agreements_0020"
down_revision = "agreements_0019"
branch_labels = None
depends_on = None

SQL = """
CREATE TABLE expiry_reminder (
    agreement_id   uuid NOT NULL REFERENCES agreement (id),
    in_force_until date NOT NULL,
    rung           integer NOT NULL CHECK (rung >= 0),
    announced_at   timestamptz NOT NULL,
    PRIMARY KEY (agreement_id, in_force_until, rung)
);
COMMENT ON TABLE expiry_reminder IS
    'Reminders of the end of agreements, by the number of days before the last day. Another last day has its own.';

CREATE TABLE stale_plan (
    agreement_id uuid NOT NULL REFERENCES agreement (id),
    planned_on   date NOT NULL,
    announced_at timestamptz NOT NULL,
    PRIMARY KEY (agreement_id, planned_on)
);
COMMENT ON TABLE stale_plan IS 'Plans to sign that were announced as stale, each once.';

CREATE TABLE dormant_spell (
    agreement_id uuid NOT NULL REFERENCES agreement (id),
    quiet_since  date NOT NULL,
    announced_at timestamptz NOT NULL,
    resumed_on   date,
    PRIMARY KEY (agreement_id, quiet_since),
    CHECK (resumed_on > quiet_since)
);
CREATE UNIQUE INDEX dormant_spell_open ON dormant_spell (agreement_id) WHERE resumed_on IS NULL;
COMMENT ON TABLE dormant_spell IS 'Times without delivery under an agreement that were announced, each once.';
COMMENT ON COLUMN dormant_spell.resumed_on IS 'The day of the delivery that was announced as its end.';

CREATE INDEX agreement_signing_planned ON agreement (signing_planned_on)
    WHERE document_state IN ('awaiting_signature', 'partially_signed');

GRANT SELECT, INSERT ON expiry_reminder, stale_plan TO {app};
GRANT SELECT, INSERT, UPDATE ON dormant_spell TO {app};
"""


def upgrade() -> None:
    run_sql(SQL)
