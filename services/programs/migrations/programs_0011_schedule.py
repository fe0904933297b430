"""Instructors with their gate permits, planned sessions with their moves, and the waiting lists of programs."""

from shared.postgres.migrations import run_sql

revision = "programs_0011"
down_revision = "programs_0010"
branch_labels = None
depends_on = None

SQL = """
CREATE TABLE instructor (
    id                uuid PRIMARY KEY,
    facility_id       uuid    NOT NULL REFERENCES facility,
    number            integer NOT NULL CHECK (number > 0),
    organisation_id   uuid,
    organisation_name text,
    duty              text    NOT NULL,
    certificate       text,
    certificate_until date,
    permit            text,
    permit_from       date,
    permit_until      date,
    left_on           date,
    version           integer NOT NULL DEFAULT 1 CHECK (version > 0),
    UNIQUE (facility_id, number),
    CHECK (num_nonnulls(organisation_id, organisation_name) IN (0, 2)),
    CHECK (certificate IS NOT NULL OR certificate_until IS NULL),
    CHECK (num_nonnulls(permit, permit_from, permit_until) IN (0, 3)),
    CHECK (permit_until >= permit_from)
);
COMMENT ON TABLE instructor IS 'Who teaches at a facility, by duty and organisation; the name stays in the gate book.';
COMMENT ON COLUMN instructor.number IS 'The short code at the facility: 3 is I-03.';
COMMENT ON COLUMN instructor.organisation_id IS 'Null: staff of the facility.';

CREATE TABLE planned_session (
    id              uuid PRIMARY KEY,
    program_id      uuid    NOT NULL REFERENCES program,
    cohort_id       uuid    REFERENCES cohort,
    series          uuid    NOT NULL,
    planned_on      date    NOT NULL,
    starts_at       time    NOT NULL,
    minutes         integer NOT NULL CHECK (minutes BETWEEN 1 AND 1440),
    kind            text    NOT NULL CHECK (kind IN ('class', 'practice', 'talk', 'service', 'performance', 'visit')),
    topic           text    NOT NULL,
    venue           text    NOT NULL,
    venue_key       text    NOT NULL,
    session_id      uuid    REFERENCES session,
    sheet_id        uuid    REFERENCES attendance_sheet,
    cancellation_id uuid    REFERENCES session_cancellation,
    version         integer NOT NULL DEFAULT 1 CHECK (version > 0),
    CHECK (session_id IS NULL OR cancellation_id IS NULL)
);
COMMENT ON TABLE planned_session IS 'Sessions of the timetable; one is held, cancelled, or still planned.';
COMMENT ON COLUMN planned_session.series IS 'The sessions that were planned together.';
COMMENT ON COLUMN planned_session.venue_key IS 'The venue by its letters and digits, by which clashes are found.';
CREATE INDEX planned_session_program ON planned_session (program_id, planned_on, starts_at);
CREATE INDEX planned_session_day ON planned_session (planned_on) WHERE cancellation_id IS NULL;
CREATE UNIQUE INDEX planned_session_sheet ON planned_session (sheet_id);
CREATE UNIQUE INDEX planned_session_held ON planned_session (session_id);

CREATE TABLE planned_session_instructor (
    plan_id       uuid NOT NULL REFERENCES planned_session,
    instructor_id uuid NOT NULL REFERENCES instructor,
    PRIMARY KEY (plan_id, instructor_id)
);

CREATE TABLE planned_session_move (
    plan_id     uuid        NOT NULL REFERENCES planned_session,
    version     integer     NOT NULL CHECK (version > 1),
    planned_on  date        NOT NULL,
    starts_at   time        NOT NULL,
    venue       text        NOT NULL,
    moved_by    text        NOT NULL CHECK (moved_by IN ('facility', 'partner', 'force_majeure')),
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (plan_id, version)
);
COMMENT ON TABLE planned_session_move IS 'Where and when a moved session was planned before, and who moved it.';

CREATE TABLE candidate (
    id              uuid PRIMARY KEY,
    program_id      uuid    NOT NULL REFERENCES program,
    number          integer NOT NULL CHECK (number > 0),
    participant_id  uuid    NOT NULL,
    kind            text    NOT NULL CHECK (kind IN ('convict', 'detainee', 'juvenile', 'client')),
    basis           text    NOT NULL CHECK (basis IN ('hearing', 'assessment', 'voluntary', 'court', 'client_plan')),
    basis_reference text,
    continues       uuid    REFERENCES enrolment,
    listed_on       date    NOT NULL,
    state           text    NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'admitted', 'ended')),
    end_reason         text    CHECK (end_reason IN ('released', 'transferred', 'health', 'disciplined', 'withdrew',
                                               'not_suitable')),
    enrolment_id    uuid    REFERENCES enrolment,
    version         integer NOT NULL DEFAULT 1 CHECK (version > 0),
    UNIQUE (program_id, number),
    CHECK ((basis = 'voluntary') = (basis_reference IS NULL)),
    CHECK ((state = 'ended') = (end_reason IS NOT NULL)),
    CHECK ((state = 'admitted') = (enrolment_id IS NOT NULL))
);
COMMENT ON TABLE candidate IS 'Who waits for a place in a program, in the order of the numbers.';
CREATE UNIQUE INDEX candidate_once ON candidate (program_id, participant_id) WHERE state = 'waiting';

CREATE TABLE evidence (
    id                 uuid PRIMARY KEY,
    session_id         uuid        NOT NULL REFERENCES session,
    kind               text        NOT NULL CHECK (kind IN ('photo', 'minutes')),
    consent            text        CHECK (consent IN ('given', 'nobody_recognisable')),
    file_name          text        NOT NULL CHECK (octet_length(file_name) BETWEEN 1 AND 255),
    media_type         text        NOT NULL,
    size               bigint      NOT NULL CHECK (size > 0),
    sha256             bytea       NOT NULL CHECK (octet_length(sha256) = 32),
    content            text        NOT NULL UNIQUE,
    uploaded_by        text        NOT NULL,
    uploaded_at        timestamptz NOT NULL,
    erased_at          timestamptz,
    erased_by          text,
    erasure_ground     text        CHECK (erasure_ground IN ('wrong_file', 'consent_withdrawn', 'retention_over')),
    content_deleted_at timestamptz,
    version            integer     NOT NULL DEFAULT 1 CHECK (version > 0),
    CHECK ((kind = 'photo') = (consent IS NOT NULL)),
    CHECK (num_nonnulls(erased_at, erased_by, erasure_ground) IN (0, 3)),
    CHECK (content_deleted_at IS NULL OR erased_at IS NOT NULL)
);
COMMENT ON TABLE evidence IS 'Photos and minutes of sessions; the row stays when the content is erased.';
COMMENT ON COLUMN evidence.content IS 'The name of the content in the document store.';
CREATE INDEX evidence_of_session ON evidence (session_id, id);
CREATE UNIQUE INDEX evidence_same_of_session ON evidence (session_id, sha256) WHERE erased_at IS NULL;
CREATE INDEX evidence_to_delete ON evidence (id)
    WHERE erased_at IS NOT NULL AND content_deleted_at IS NULL;

CREATE TABLE evidence_reading (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    evidence_id    uuid        NOT NULL REFERENCES evidence,
    at             timestamptz NOT NULL,
    account        text        NOT NULL,
    capability     text,
    unit           text,
    correlation_id text        NOT NULL
);
COMMENT ON TABLE evidence_reading IS 'Who was given the content of a file; rows are only inserted.';

CREATE TABLE evidence_sweep (
    one      boolean PRIMARY KEY DEFAULT true CHECK (one),
    swept_at timestamptz NOT NULL
);
COMMENT ON TABLE evidence_sweep IS 'When contents without an owner were last looked for.';
INSERT INTO evidence_sweep (swept_at) VALUES ('-infinity');

GRANT SELECT, INSERT ON instructor, planned_session, planned_session_move, candidate TO {app};
GRANT SELECT, INSERT, DELETE ON planned_session_instructor TO {app};
GRANT UPDATE (organisation_id, organisation_name, duty, certificate, certificate_until, permit, permit_from,
              permit_until, left_on, version) ON instructor TO {app};
GRANT UPDATE (planned_on, starts_at, venue, venue_key, session_id, sheet_id, cancellation_id, version)
    ON planned_session TO {app};
GRANT UPDATE (state, end_reason, enrolment_id, version) ON candidate TO {app};
GRANT SELECT, INSERT ON evidence, evidence_reading TO {app};
GRANT UPDATE (erased_at, erased_by, erasure_ground, content_deleted_at, version) ON evidence TO {app};
GRANT SELECT, UPDATE (swept_at) ON evidence_sweep TO {app};
"""


def upgrade() -> None:
    run_sql(SQL)
