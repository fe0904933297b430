CREATE TABLE reported_program (
    program_id  uuid PRIMARY KEY,
    facility_id uuid NOT NULL REFERENCES unit (id),
    template    text NOT NULL,
    name        text NOT NULL,
    fiscal_year integer NOT NULL,
    opened_on   date
);

CREATE TABLE program_authorisation (
    program_id    uuid NOT NULL REFERENCES reported_program (program_id),
    scope_item_id uuid NOT NULL REFERENCES scope_item (id),
    handed_over   boolean NOT NULL DEFAULT false,
    PRIMARY KEY (scope_item_id, program_id)
);
COMMENT ON TABLE program_authorisation IS
    'The scope items that carry a program; handed over: they carried it until a succession or a joining.';

CREATE TABLE reported_session (
    session_id uuid PRIMARY KEY,
    program_id uuid NOT NULL REFERENCES reported_program (program_id),
    held_on    date NOT NULL
);

CREATE TABLE session_count (
    session_id      uuid PRIMARY KEY,
    session_version integer NOT NULL CHECK (session_version > 0),
    active          integer NOT NULL CHECK (active >= 0),
    passive         integer NOT NULL CHECK (passive >= 0),
    absent          integer NOT NULL CHECK (absent >= 0)
);
COMMENT ON TABLE session_count IS
    'The counts of sessions, also of those not reported yet: sensitive ones are counted on another topic.';

CREATE TABLE session_credit (
    scope_item_id uuid NOT NULL REFERENCES scope_item (id),
    session_id    uuid NOT NULL REFERENCES reported_session (session_id),
    PRIMARY KEY (scope_item_id, session_id)
);
COMMENT ON TABLE session_credit IS 'The scope items that a session fulfils.';

GRANT SELECT, INSERT, UPDATE ON reported_program, program_authorisation TO app;
GRANT SELECT, INSERT, DELETE ON reported_session, session_credit TO app;
GRANT UPDATE (held_on) ON reported_session TO app;
GRANT SELECT, INSERT, UPDATE ON session_count TO app;
