"""Sheets of attendance, the months that the head closes, changes to closed months, and rules for devices."""

from shared.postgres.migrations import run_sql

revision = "programs_0010"
down_revision = "programs_0009"
branch_labels = None
depends_on = None

SQL = """
CREATE TABLE month_closing (
    facility_id uuid        NOT NULL REFERENCES facility,
    month       date        NOT NULL CHECK (extract(day FROM month) = 1),
    statement   text        NOT NULL CHECK (statement IN ('activity', 'nihil')),
    sessions    integer     NOT NULL CHECK (sessions >= 0),
    active      integer     NOT NULL CHECK (active >= 0),
    passive     integer     NOT NULL CHECK (passive >= 0),
    absent      integer     NOT NULL CHECK (absent >= 0),
    closed_by   text        NOT NULL,
    closed_at   timestamptz NOT NULL,
    PRIMARY KEY (facility_id, month),
    CHECK ((statement = 'nihil') = (sessions = 0))
);
COMMENT ON TABLE month_closing IS 'Months that the head has closed, with what was on record then; append-only.';
COMMENT ON COLUMN month_closing.statement IS 'nihil: nothing took place, confirmed. A month without a row is open.';

CREATE TABLE device_rule (
    facility_id  uuid        PRIMARY KEY REFERENCES facility,
    keeps_sheets boolean     NOT NULL,
    version      integer     NOT NULL CHECK (version > 0),
    changed_by   text        NOT NULL,
    changed_at   timestamptz NOT NULL
);
COMMENT ON TABLE device_rule IS 'Whether a device of a facility may keep attendance; without a row it may.';

CREATE TABLE attendance_sheet (
    id            uuid PRIMARY KEY,
    program_id    uuid        NOT NULL REFERENCES program,
    cohort_id     uuid        NOT NULL REFERENCES cohort,
    held_on       date        NOT NULL,
    started_at    time,
    minutes       integer     CHECK (minutes BETWEEN 1 AND 1440),
    kind          text        NOT NULL CHECK (kind IN ('class', 'practice', 'talk', 'service', 'performance', 'visit')),
    topic         text        NOT NULL,
    delivered_for uuid[],
    state         text        NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'recorded', 'discarded')),
    session_id    uuid        REFERENCES session,
    opened_at     timestamptz NOT NULL,
    version       integer     NOT NULL DEFAULT 1 CHECK (version > 0),
    CHECK ((state = 'recorded') = (session_id IS NOT NULL))
);
COMMENT ON TABLE attendance_sheet IS 'Attendance that is collected until it is recorded as a session.';
COMMENT ON COLUMN attendance_sheet.delivered_for IS 'Null: the one of the instructors'' organisations.';
CREATE INDEX attendance_sheet_program ON attendance_sheet (program_id, held_on, id) WHERE state = 'open';
CREATE UNIQUE INDEX attendance_sheet_once
    ON attendance_sheet (cohort_id, held_on, coalesce(started_at, '00:00'), lower(topic)) WHERE state = 'open';

CREATE TABLE attendance_sheet_instructor (
    sheet_id        uuid    NOT NULL REFERENCES attendance_sheet,
    ordinal         integer NOT NULL,
    organisation_id uuid    NOT NULL,
    name            text    NOT NULL,
    PRIMARY KEY (sheet_id, organisation_id)
);

CREATE TABLE attendance_sheet_mark (
    sheet_id       uuid NOT NULL REFERENCES attendance_sheet,
    participant_id uuid NOT NULL,
    mark           text NOT NULL CHECK (mark IN ('active', 'passive', 'absent')),
    reason         text CHECK (reason IN ('ill', 'hearing', 'visit', 'assigned_work', 'disciplinary', 'transferred',
                                          'released', 'refused', 'no_information', 'no_escort', 'on_loan', 'worship',
                                          'block_closed')),
    PRIMARY KEY (sheet_id, participant_id),
    CHECK ((mark = 'absent') = (reason IS NOT NULL))
);
COMMENT ON TABLE attendance_sheet_mark IS 'The marks that are entered so far; a later one replaces an earlier one.';

CREATE TABLE amendment (
    id               uuid PRIMARY KEY,
    program_id       uuid        NOT NULL REFERENCES program,
    cohort_id        uuid        REFERENCES cohort,
    session_id       uuid        REFERENCES session,
    expected_version integer,
    kind             text        NOT NULL CHECK (kind IN ('late_session', 'correction', 'retraction')),
    month            date        NOT NULL CHECK (extract(day FROM month) = 1),
    facts            jsonb,
    delivered_for    uuid[],
    reason           text        NOT NULL,
    state            text        NOT NULL DEFAULT 'proposed'
                     CHECK (state IN ('proposed', 'approved', 'declined', 'withdrawn')),
    proposed_by      text        NOT NULL,
    proposed_at      timestamptz NOT NULL,
    decided_by       text,
    decided_at       timestamptz,
    version          integer     NOT NULL DEFAULT 1 CHECK (version > 0),
    CHECK ((kind = 'retraction') = (facts IS NULL)),
    CHECK ((session_id IS NULL) = (expected_version IS NULL)),
    CHECK (kind = 'late_session' OR session_id IS NOT NULL),
    CHECK ((state = 'proposed') = (decided_by IS NULL) AND (decided_by IS NULL) = (decided_at IS NULL)),
    CHECK (state NOT IN ('approved', 'declined') OR decided_by <> proposed_by)
);
COMMENT ON TABLE amendment IS 'Changes to closed months: one person proposes, another one decides.';
COMMENT ON COLUMN amendment.facts IS 'The session as it is right, marks by participant; null: it is retracted.';
CREATE INDEX amendment_program ON amendment (program_id, id);
CREATE UNIQUE INDEX amendment_once ON amendment (session_id) WHERE state = 'proposed';

GRANT SELECT, INSERT ON month_closing, attendance_sheet, attendance_sheet_instructor, amendment TO {app};
GRANT SELECT, INSERT, UPDATE (keeps_sheets, version, changed_by, changed_at) ON device_rule TO {app};
GRANT SELECT, INSERT, UPDATE (mark, reason) ON attendance_sheet_mark TO {app};
GRANT UPDATE (state, session_id, version) ON attendance_sheet TO {app};
GRANT UPDATE (state, decided_by, decided_at, version) ON amendment TO {app};
"""


def upgrade() -> None:
    run_sql(SQL)
