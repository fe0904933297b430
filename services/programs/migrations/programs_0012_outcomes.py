"""Outputs and performances of programs, and their numbers in the closing of a month."""

from shared.postgres.migrations import run_sql

revision = "programs_0012"
down_revision = "programs_0011"
branch_labels = None
depends_on = None

SQL = """
CREATE TABLE outcome (
    id           uuid PRIMARY KEY,
    program_id   uuid    NOT NULL REFERENCES program,
    kind         text    NOT NULL CHECK (kind IN ('output', 'performance')),
    since        date    NOT NULL,
    until        date    NOT NULL,
    cohort_id    uuid    REFERENCES cohort,
    version      integer NOT NULL CHECK (version > 0),
    event_id     uuid    NOT NULL,
    recorded_at  timestamptz NOT NULL,
    retracted_at timestamptz,
    UNIQUE (id, program_id),
    CHECK (until >= since)
);
COMMENT ON TABLE outcome IS 'Products that a program made, and performances that it gave.';
COMMENT ON COLUMN outcome.since IS 'The first day on which it can have been made; of a performance its day.';
COMMENT ON COLUMN outcome.event_id IS 'The last event about it, which a correction names.';
CREATE INDEX outcome_program ON outcome (program_id, until, id);

CREATE TABLE output (
    outcome_id  uuid PRIMARY KEY REFERENCES outcome,
    made        text   NOT NULL,
    product     text   NOT NULL,
    description text,
    quantity    bigint NOT NULL CHECK (quantity > 0),
    unit        text   NOT NULL CHECK (unit IN ('piece', 'set', 'portion', 'kilogram', 'litre', 'metre', 'order')),
    value       bigint CHECK (value >= 0),
    disposal    text   NOT NULL CHECK (disposal IN ('sold', 'used', 'kept')),
    evidence_id uuid   REFERENCES evidence,
    CHECK (disposal <> 'sold' OR value > 0)
);
COMMENT ON COLUMN output.made IS 'The day, month or year as it was reported.';
COMMENT ON COLUMN output.value IS 'In rupiah; null: not known.';

CREATE TABLE performance (
    outcome_id  uuid PRIMARY KEY REFERENCES outcome,
    starts_at   time,
    occasion    text NOT NULL,
    venue       text NOT NULL,
    ceremony_id uuid,
    meeting_id  uuid,
    CHECK (num_nonnulls(ceremony_id, meeting_id) <= 1)
);

CREATE TABLE performance_group (
    outcome_id   uuid    NOT NULL REFERENCES outcome,
    participants text    NOT NULL CHECK (participants IN ('convict', 'detainee', 'juvenile', 'client')),
    number       integer NOT NULL CHECK (number > 0),
    PRIMARY KEY (outcome_id, participants)
);
COMMENT ON TABLE performance_group IS 'How many of each kind of participant performed.';

CREATE TABLE outcome_delivery (
    outcome_id    uuid NOT NULL,
    program_id    uuid NOT NULL,
    scope_item_id uuid NOT NULL,
    PRIMARY KEY (outcome_id, scope_item_id),
    FOREIGN KEY (outcome_id, program_id) REFERENCES outcome (id, program_id),
    FOREIGN KEY (program_id, scope_item_id) REFERENCES authorisation
);
COMMENT ON TABLE outcome_delivery IS 'The scope items that an outcome fulfils; none: the facility''s own activity.';

CREATE TABLE outcome_change (
    outcome_id uuid    NOT NULL REFERENCES outcome,
    version    integer NOT NULL CHECK (version > 1),
    reason     text    NOT NULL,
    PRIMARY KEY (outcome_id, version)
);
COMMENT ON TABLE outcome_change IS 'Why an outcome was corrected or retracted; append-only.';

CREATE TABLE outcome_proposal (
    id               uuid PRIMARY KEY,
    program_id       uuid        NOT NULL REFERENCES program,
    outcome_id       uuid        REFERENCES outcome,
    expected_version integer,
    kind             text        NOT NULL CHECK (kind IN ('output', 'performance')),
    month            date        NOT NULL CHECK (extract(day FROM month) = 1),
    facts            jsonb,
    delivered_for    uuid[]      NOT NULL,
    reason           text        NOT NULL,
    state            text        NOT NULL DEFAULT 'proposed'
                     CHECK (state IN ('proposed', 'approved', 'declined', 'withdrawn')),
    proposed_by      text        NOT NULL,
    proposed_at      timestamptz NOT NULL,
    decided_by       text,
    decided_at       timestamptz,
    version          integer     NOT NULL DEFAULT 1 CHECK (version > 0),
    CHECK ((outcome_id IS NULL) = (expected_version IS NULL)),
    CHECK (outcome_id IS NOT NULL OR facts IS NOT NULL),
    CHECK ((state = 'proposed') = (decided_by IS NULL) AND (decided_by IS NULL) = (decided_at IS NULL)),
    CHECK (state NOT IN ('approved', 'declined') OR decided_by <> proposed_by)
);
COMMENT ON TABLE outcome_proposal IS 'Changes to outcomes of closed months: one person proposes, another one decides.';
COMMENT ON COLUMN outcome_proposal.facts IS 'The outcome as it is right; null: it is retracted.';
CREATE INDEX outcome_proposal_program ON outcome_proposal (program_id, id);
CREATE UNIQUE INDEX outcome_proposal_once ON outcome_proposal (outcome_id) WHERE state = 'proposed';

ALTER TABLE month_closing DROP CONSTRAINT month_closing_check;
-- safe since v0.2.0: the table came after this release.
ALTER TABLE month_closing
    ADD COLUMN outcomes integer NOT NULL DEFAULT 0 CHECK (outcomes >= 0),
    ADD CONSTRAINT month_closing_check CHECK ((statement = 'nihil') = (sessions + outcomes = 0));
COMMENT ON COLUMN month_closing.outcomes IS 'The outputs and performances that were on record.';

GRANT SELECT, INSERT ON outcome, outcome_change, outcome_proposal TO {app};
GRANT SELECT, INSERT, DELETE ON output, performance, performance_group, outcome_delivery TO {app};
GRANT UPDATE (since, until, cohort_id, version, event_id, retracted_at) ON outcome TO {app};
GRANT UPDATE (state, decided_by, decided_at, version) ON outcome_proposal TO {app};
"""


def upgrade() -> None:
    run_sql(SQL)
