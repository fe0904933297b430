CREATE TABLE notice (
    id           uuid        PRIMARY KEY,
    rule_group   text        NOT NULL,
    desk         text        NOT NULL CHECK (desk ~ '^((facility|region|partner):[^:]+|nation):[a-z_]+$'),
    day          date        NOT NULL,
    rule         text        NOT NULL,
    matters      integer     NOT NULL CHECK (matters > 0),
    listed       jsonb       NOT NULL,
    event_id     uuid        NOT NULL,
    event_type   text        NOT NULL,
    facility_id  uuid,
    region       text,
    subject_indonesian text  NOT NULL CHECK (subject_indonesian <> ''),
    subject_english    text  NOT NULL CHECK (subject_english <> ''),
    body_indonesian    text  NOT NULL CHECK (body_indonesian <> ''),
    body_english       text  NOT NULL CHECK (body_english <> ''),
    severity     text        NOT NULL CHECK (severity IN ('information', 'action', 'critical')),
    useful_until date        NOT NULL,
    zone         text        NOT NULL CHECK (zone IN ('Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura')),
    issued_at    timestamptz NOT NULL,
    version      integer     NOT NULL DEFAULT 1 CHECK (version > 0),
    read_at      timestamptz,
    read_by      text,
    closed_at    timestamptz,
    closed_because_indonesian text,
    closed_because_english    text,
    CHECK (facility_id IS NULL OR region IS NOT NULL),
    CHECK ((read_at IS NULL) = (read_by IS NULL)),
    CHECK ((closed_at IS NULL) = (closed_because_indonesian IS NULL)),
    CHECK ((closed_at IS NULL) = (closed_because_english IS NULL))
);
COMMENT ON TABLE notice IS 'Notices for desks: positions, units, counts and dates only, never a person.';
COMMENT ON COLUMN notice.day IS 'The day on which its matters were opened.';
COMMENT ON COLUMN notice.matters IS 'How many open matters it shows, or showed last.';
COMMENT ON COLUMN notice.listed IS 'The subjects of its latest matters, each with the address of its screen.';
COMMENT ON COLUMN notice.useful_until IS 'The last day in the zone on which the notice is useful.';
COMMENT ON COLUMN notice.read_by IS 'The account that read it; never a name.';
CREATE UNIQUE INDEX notice_living ON notice (rule_group, desk, day) WHERE closed_at IS NULL;
CREATE INDEX notice_desk ON notice (desk, (read_at IS NOT NULL OR closed_at IS NOT NULL), id DESC);

CREATE TABLE matter (
    rule         text NOT NULL,
    business_key text NOT NULL,
    desk         text NOT NULL CHECK (desk ~ '^((facility|region|partner):[^:]+|nation):[a-z_]+$'),
    notice_id    uuid NOT NULL REFERENCES notice,
    opened_by    uuid NOT NULL,
    event_type   text NOT NULL,
    facility_id  uuid,
    region       text,
    subject_indonesian text NOT NULL,
    subject_english    text NOT NULL,
    body_indonesian    text NOT NULL,
    body_english       text NOT NULL,
    severity     text NOT NULL CHECK (severity IN ('information', 'action', 'critical')),
    useful_until date NOT NULL,
    zone         text NOT NULL,
    facility_ids uuid[] NOT NULL,
    page         text,
    closed_by    uuid CHECK (closed_by > opened_by),
    PRIMARY KEY (rule, business_key, desk)
);
COMMENT ON TABLE matter IS 'What desks are notified of, as the latest event describes it.';
COMMENT ON COLUMN matter.opened_by IS 'The latest event that opened it.';
COMMENT ON COLUMN matter.facility_ids IS 'The facilities in the unit of the desk for which it is there.';
COMMENT ON COLUMN matter.page IS 'The address of the screen of what it is about.';
COMMENT ON COLUMN matter.closed_by IS 'The later event that closed it.';
-- A notice may show thousands of matters, and changes with each: the latest are found without reading the others.
CREATE INDEX matter_latest ON matter (notice_id, opened_by DESC, rule, business_key) WHERE closed_by IS NULL;
CREATE INDEX matter_severity ON matter (notice_id, severity, useful_until) WHERE closed_by IS NULL;

CREATE TABLE closing (
    rule         text NOT NULL,
    business_key text NOT NULL,
    event_id     uuid NOT NULL,
    event_type   text NOT NULL,
    PRIMARY KEY (rule, business_key)
);
COMMENT ON TABLE closing IS 'The latest event that closed the matters of a rule and business key; it outlives them.';

CREATE TABLE facility_period (
    facility_id uuid    NOT NULL,
    valid_from  date    NOT NULL,
    version     integer NOT NULL,
    name        text    NOT NULL,
    region      text    NOT NULL,
    zone        text    NOT NULL CHECK (zone IN ('Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura')),
    followed    boolean NOT NULL DEFAULT false,
    PRIMARY KEY (facility_id, valid_from)
);
CREATE INDEX facility_period_due ON facility_period (valid_from) WHERE NOT followed;
COMMENT ON TABLE facility_period IS 'Facilities that changed: what they are from a day on. Others are as events say.';
COMMENT ON COLUMN facility_period.followed IS 'Whether open matters have followed the facility to this office.';

GRANT SELECT, INSERT ON notice TO app;
GRANT UPDATE (rule, matters, listed, event_id, event_type, facility_id, region, subject_indonesian, subject_english,
              body_indonesian, body_english, severity, useful_until, zone, version, read_at, read_by, closed_at,
              closed_because_indonesian, closed_because_english) ON notice TO app;
GRANT SELECT, INSERT, UPDATE ON matter, closing, facility_period TO app;
