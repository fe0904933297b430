"""Programs with their authorisations, cohorts with their participants, sessions with attendance."""

from shared.postgres.migrations import run_sql

revision = "programs_0001"
down_revision = None
branch_labels = ("programs",)
depends_on = ("events_0001",)

SQL = """
CREATE TABLE program (
    id               uuid PRIMARY KEY,
    facility_id      uuid    NOT NULL,
    facility_name    text    NOT NULL,
    region           text    NOT NULL,
    zone             text    NOT NULL CHECK (zone IN ('Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura')),
    template         text    NOT NULL,
    template_version integer NOT NULL CHECK (template_version > 0),
    title_indonesian text    NOT NULL,
    title_english    text    NOT NULL,
    pillar           text    NOT NULL CHECK (pillar IN ('personality', 'independence', 'reintegration')),
    fiscal_year      integer NOT NULL CHECK (fiscal_year > 0),
    state            text    NOT NULL CHECK (state IN ('planned', 'open', 'running')),
    opened_on        date,
    capacity         integer CHECK (capacity > 0),
    version          integer NOT NULL DEFAULT 1 CHECK (version > 0),
    UNIQUE (facility_id, template, fiscal_year),
    CHECK ((state = 'planned') = (opened_on IS NULL)),
    CHECK ((opened_on IS NULL) = (capacity IS NULL))
);
COMMENT ON TABLE program IS 'One practice at one facility in one fiscal year.';
CREATE INDEX program_region ON program (region, id);

CREATE TABLE program_status (
    program_id  uuid        NOT NULL REFERENCES program,
    version     integer     NOT NULL,
    state       text        NOT NULL CHECK (state IN ('planned', 'open', 'running')),
    reached_on  date        NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (program_id, version)
);
COMMENT ON TABLE program_status IS 'The status history of programs; append-only.';

CREATE TABLE authorisation (
    program_id    uuid NOT NULL REFERENCES program,
    scope_item_id uuid NOT NULL,
    agreement_id  uuid NOT NULL,
    line_id       uuid NOT NULL,
    agency_id     uuid,
    agency_name   text,
    since         date NOT NULL,
    until         date,
    ended_on      date CHECK (ended_on >= since),
    in_force      daterange NOT NULL GENERATED ALWAYS AS
        (daterange(since, NULL) * daterange(NULL, until, '[]') * daterange(NULL, ended_on)) STORED,
    PRIMARY KEY (program_id, scope_item_id),
    CHECK ((agency_id IS NULL) = (agency_name IS NULL))
);
COMMENT ON TABLE authorisation IS 'The scope items that carry a program.';
COMMENT ON COLUMN authorisation.until IS 'The last day of the agreement''s term; null if it is not known.';
COMMENT ON COLUMN authorisation.ended_on IS 'The first day of the successor; null if there is none yet.';
COMMENT ON COLUMN authorisation.in_force IS 'The days on which it carries the program; empty if its dates contradict.';
CREATE INDEX authorisation_agreement ON authorisation (agreement_id);

CREATE TABLE template_gap (
    id            uuid PRIMARY KEY,
    scope_item_id uuid NOT NULL,
    facility_id   uuid NOT NULL,
    facility_name text NOT NULL,
    region        text NOT NULL,
    zone          text NOT NULL CHECK (zone IN ('Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura')),
    agreement_id  uuid NOT NULL,
    line_id       uuid NOT NULL,
    field         text NOT NULL,
    description   text NOT NULL,
    pillar        text NOT NULL CHECK (pillar IN ('personality', 'independence', 'reintegration')),
    agency_id     uuid,
    agency_name   text,
    since         date NOT NULL,
    until         date,
    found_at      timestamptz NOT NULL,
    closed_at     timestamptz,
    UNIQUE (scope_item_id, facility_id),
    CHECK ((agency_id IS NULL) = (agency_name IS NULL))
);
COMMENT ON TABLE template_gap IS 'Signed scope without a template in the catalogue: a task of the directorate general.';
CREATE INDEX template_gap_open ON template_gap (id) WHERE closed_at IS NULL;
CREATE INDEX template_gap_agreement ON template_gap (agreement_id) WHERE closed_at IS NULL;

CREATE TABLE cohort (
    id         uuid PRIMARY KEY,
    program_id uuid NOT NULL REFERENCES program,
    name       text NOT NULL,
    started_on date NOT NULL,
    UNIQUE (program_id, name)
);

CREATE TABLE enrolment (
    cohort_id       uuid NOT NULL REFERENCES cohort,
    participant_ref text NOT NULL CHECK (participant_ref ~ '^P-[0-9A-Z]{6,32}$' AND participant_ref ~ '[0-9]'),
    hearing_ref     text NOT NULL,
    PRIMARY KEY (cohort_id, participant_ref)
);
COMMENT ON TABLE enrolment IS 'The participants, under pseudonyms, with the hearing that admitted each.';
CREATE INDEX enrolment_participant ON enrolment (participant_ref);

CREATE TABLE session (
    id              uuid PRIMARY KEY,
    cohort_id       uuid NOT NULL REFERENCES cohort,
    held_on         date NOT NULL,
    topic           text NOT NULL,
    instructor_id   uuid,
    instructor_name text,
    CHECK ((instructor_id IS NULL) = (instructor_name IS NULL))
);
CREATE INDEX session_cohort ON session (cohort_id, held_on, id);

CREATE TABLE attendance (
    session_id      uuid NOT NULL REFERENCES session,
    participant_ref text NOT NULL,
    mark            text NOT NULL CHECK (mark IN ('active', 'passive', 'absent')),
    reason          text CHECK (reason IN ('ill', 'hearing', 'visit', 'assigned_work', 'disciplinary', 'transferred',
                                           'released', 'refused')),
    PRIMARY KEY (session_id, participant_ref),
    CHECK ((mark = 'absent') = (reason IS NOT NULL))
);
COMMENT ON TABLE attendance IS 'One mark for each enrolled participant; an absence has a reason.';

GRANT SELECT, INSERT ON program, program_status, authorisation, template_gap TO {app};
GRANT SELECT, INSERT ON cohort, enrolment, session, attendance TO {app};
GRANT UPDATE (state, opened_on, capacity, version) ON program TO {app};
GRANT UPDATE (ended_on, agency_name) ON authorisation TO {app};
GRANT UPDATE (agreement_id, scope_item_id, agency_id, agency_name, since, until, closed_at) ON template_gap TO {app};
"""


def upgrade() -> None:
    run_sql(SQL)
