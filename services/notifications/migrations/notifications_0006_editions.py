"""Editions of the rules and templates, and the occasions by which they are tried."""

from shared.postgres.migrations import run_sql

revision = "notifications_0006"
down_revision = "notifications_0005"
branch_labels = None
depends_on = None

SQL = """
CREATE TABLE edition (
    number        integer     PRIMARY KEY CHECK (number > 0),
    id            uuid        NOT NULL UNIQUE DEFAULT gen_random_uuid(),
    version       integer     NOT NULL DEFAULT 1,
    state         text        NOT NULL CHECK (state IN ('proposed', 'in_force', 'replaced', 'taken_back', 'declined')),
    changes       jsonb       NOT NULL,
    reason        text,
    proposed_by   text,
    proposed_at   timestamptz,
    trial         jsonb,
    tried_by      text,
    tried_at      timestamptz,
    decided_by    text,
    decided_at    timestamptz,
    declined_because text,
    replaces      integer     REFERENCES edition,
    taken_back_by text,
    taken_back_at timestamptz,
    taken_back_because text,
    CHECK (number = 1 OR num_nonnulls(reason, proposed_by, proposed_at) = 3),
    CHECK (num_nonnulls(trial, tried_by, tried_at) IN (0, 3)),
    CHECK (num_nonnulls(decided_by, decided_at) IN (0, 2)),
    CHECK (number = 1 OR (state = 'proposed') = (decided_by IS NULL)),
    CHECK (state IN ('proposed', 'declined') OR number = 1 OR (trial IS NOT NULL AND replaces IS NOT NULL)),
    CHECK ((state = 'declined') = (declined_because IS NOT NULL)),
    CHECK ((state = 'taken_back') = (taken_back_by IS NOT NULL)),
    CHECK (num_nonnulls(taken_back_by, taken_back_at, taken_back_because) IN (0, 3)),
    CHECK (decided_by IS NULL OR state = 'declined' OR decided_by <> proposed_by)
);
COMMENT ON TABLE edition IS 'The rules and templates as they deviate from the release; the first edition does not.';
COMMENT ON COLUMN edition.changes IS 'All deviations from the release; they stay as they were proposed.';
COMMENT ON COLUMN edition.trial IS 'What it would have changed in the month before it was tried: counts only.';
COMMENT ON COLUMN edition.replaces IS 'The edition that was in force before it, and is again when it is taken back.';
CREATE UNIQUE INDEX edition_in_force ON edition ((true)) WHERE state = 'in_force';
INSERT INTO edition (number, state, changes) VALUES (1, 'in_force', '{}');

CREATE TABLE occasion (
    rule         text  NOT NULL,
    business_key text  NOT NULL,
    event_id     uuid  NOT NULL,
    day          date  NOT NULL,
    arrived_on   date  NOT NULL,
    desks        jsonb NOT NULL,
    PRIMARY KEY (rule, event_id, business_key)
);
COMMENT ON TABLE occasion IS 'Events for which rules open matters, with the desks of every audience; kept for a month.';
CREATE INDEX occasion_arrived ON occasion (arrived_on);

GRANT SELECT, INSERT, UPDATE ON edition TO {app};
GRANT SELECT, INSERT, DELETE ON occasion TO {app};
"""


def upgrade() -> None:
    run_sql(SQL)
