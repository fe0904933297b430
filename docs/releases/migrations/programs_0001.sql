CREATE TABLE facility (
    id      uuid PRIMARY KEY,
    name    text    NOT NULL,
    region  text    NOT NULL,
    zone    text    NOT NULL CHECK (zone IN ('Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura')),
    version integer NOT NULL DEFAULT 0
);
COMMENT ON TABLE facility IS 'The facilities of today. Version 0: known from an agreement only.';

CREATE TABLE facility_period (
    facility_id uuid    NOT NULL,
    version     integer NOT NULL CHECK (version > 0),
    name        text    NOT NULL,
    region      text    NOT NULL,
    zone        text    NOT NULL CHECK (zone IN ('Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura')),
    valid_from  date    NOT NULL,
    PRIMARY KEY (facility_id, version)
);
COMMENT ON TABLE facility_period IS 'Published changes of facilities, also those whose first day has not come yet.';

CREATE TABLE partner (
    id      uuid PRIMARY KEY,
    name    text    NOT NULL,
    version integer NOT NULL DEFAULT 0
);
COMMENT ON TABLE partner IS 'Published names of partners and agencies. Version 0: known from an agreement only.';

CREATE TABLE program (
    id               uuid PRIMARY KEY,
    facility_id      uuid    NOT NULL REFERENCES facility,
    facility_name    text    NOT NULL,
    region           text    NOT NULL,
    zone             text    NOT NULL CHECK (zone IN ('Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura')),
    template         text    NOT NULL,
    template_version integer NOT NULL CHECK (template_version > 0),
    template_sessions integer NOT NULL CHECK (template_sessions > 0),
    title_indonesian text    NOT NULL,
    title_english    text    NOT NULL,
    name             text    NOT NULL,
    pillar           text    CHECK (pillar IN ('personality', 'independence', 'reintegration')),
    fiscal_year      integer NOT NULL CHECK (fiscal_year > 0),
    series           uuid    NOT NULL,
    line_id          uuid,
    state            text    NOT NULL CHECK (state IN ('planned', 'open', 'running', 'suspended', 'completed',
                                                       'wound_down', 'cancelled', 'joined')),
    live             boolean NOT NULL GENERATED ALWAYS AS (state IN ('planned', 'open', 'running', 'suspended')) STORED,
    opened_on        date,
    capacity         integer CHECK (capacity > 0),
    ended_on         date,
    outcome          text    CHECK (outcome IN ('completed', 'wound_down', 'cancelled')),
    end_reason       text    CHECK (end_reason IN ('agreement_expired', 'agreement_terminated', 'item_not_kept',
                                                   'no_participants', 'no_instructor', 'no_funding', 'no_equipment',
                                                   'partner_withdrew', 'security', 'planned_in_error')),
    ended_by         text    CHECK (ended_by IN ('facility', 'region', 'nation')),
    joined_into      uuid    REFERENCES program,
    version          integer NOT NULL DEFAULT 1 CHECK (version > 0),
    UNIQUE (series, fiscal_year),
    CHECK (state <> 'planned' OR opened_on IS NULL),
    CHECK (state NOT IN ('open', 'running', 'suspended', 'completed') OR opened_on IS NOT NULL),
    CHECK (state = 'joined' OR (state IN ('completed', 'wound_down', 'cancelled')) = (outcome IS NOT NULL)),
    CHECK ((outcome IS NULL) = (ended_on IS NULL) AND (outcome IS NULL) = (ended_by IS NULL)),
    CHECK ((end_reason IS NOT NULL) = coalesce(outcome <> 'completed', false)),
    CHECK ((opened_on IS NULL) = (capacity IS NULL)),
    CHECK ((state = 'joined') = (joined_into IS NOT NULL))
);
COMMENT ON TABLE program IS 'One practice at one facility in one fiscal year, under a name of its own.';
COMMENT ON COLUMN program.live IS 'Something of it is still to come.';
COMMENT ON COLUMN program.template_sessions IS 'The number of sessions in this version of the template.';
COMMENT ON COLUMN program.pillar IS 'Null if what was agreed is no coaching.';
COMMENT ON COLUMN program.series IS 'The programs that continue each other from year to year.';
COMMENT ON COLUMN program.line_id IS 'The line of agreements for which it was planned; null: planned by hand.';
CREATE INDEX program_region ON program (region, id);
CREATE INDEX program_kind ON program (facility_id, template, fiscal_year);
CREATE INDEX program_line ON program (line_id);

CREATE TABLE kept_apart (
    series       uuid        NOT NULL,
    other_series uuid        NOT NULL,
    decided_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (series, other_series),
    CHECK (series < other_series)
);
COMMENT ON TABLE kept_apart IS 'Series of one kind that the facility has decided not to join.';

CREATE VIEW similar_program AS
SELECT p.id AS program_id, o.id, o.name, o.state,
       EXISTS (SELECT FROM kept_apart k WHERE k.series = least(p.series, o.series)
               AND k.other_series = greatest(p.series, o.series)) AS kept_apart
FROM program p JOIN program o
    ON o.facility_id = p.facility_id AND o.template = p.template AND o.fiscal_year = p.fiscal_year
   AND o.pillar IS NOT DISTINCT FROM p.pillar AND o.id <> p.id
WHERE p.live AND o.live;
COMMENT ON VIEW similar_program IS 'Live programs of one kind at one facility in one year: both ways of each pair.';

CREATE FUNCTION coverage_days(moment timestamptz, fiscal_year integer, zone text) RETURNS daterange
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN daterange(least(greatest((moment AT TIME ZONE zone)::date, make_date(fiscal_year, 1, 1)),
                           make_date(fiscal_year, 12, 31)), make_date(fiscal_year, 12, 31), '[]');
COMMENT ON FUNCTION coverage_days IS 'A program is covered if an authorisation is in force on one of these days.';

CREATE TABLE program_status (
    program_id  uuid        NOT NULL REFERENCES program,
    version     integer     NOT NULL,
    state       text        NOT NULL CHECK (state IN ('planned', 'open', 'running', 'suspended', 'completed',
                                                      'wound_down', 'cancelled', 'joined')),
    reached_on  date        NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (program_id, version)
);
COMMENT ON TABLE program_status IS 'The status history of programs; append-only.';

CREATE TABLE program_suspension (
    program_id   uuid    NOT NULL REFERENCES program,
    version      integer NOT NULL,
    suspended_on date    NOT NULL,
    reason       text    NOT NULL CHECK (reason IN ('security', 'disease', 'facility_works', 'no_instructor',
                                                    'no_funding', 'season')),
    decided_by   text    NOT NULL CHECK (decided_by IN ('facility', 'region', 'nation')),
    resumed_on   date    CHECK (resumed_on >= suspended_on),
    PRIMARY KEY (program_id, version)
);
COMMENT ON TABLE program_suspension IS 'Nothing takes place from suspended_on until the day before resumed_on.';

CREATE TABLE authorisation (
    program_id    uuid NOT NULL REFERENCES program,
    scope_item_id uuid NOT NULL,
    agreement_id  uuid NOT NULL,
    line_id       uuid NOT NULL,
    since         date NOT NULL,
    until         date,
    ended_on      date,
    end_reason    text CHECK (end_reason IN ('agreement_expired', 'agreement_terminated', 'item_not_kept',
                                             'continued', 'joined')),
    in_force      daterange NOT NULL GENERATED ALWAYS AS
        (daterange(since, NULL) * daterange(NULL, until, '[]') * daterange(NULL, ended_on, '[]')) STORED,
    PRIMARY KEY (program_id, scope_item_id),
    CHECK ((ended_on IS NULL) = (end_reason IS NULL))
);
COMMENT ON TABLE authorisation IS 'The scope items that carry a program.';
COMMENT ON COLUMN authorisation.until IS 'The last day that was agreed, included; null: until it is ended by notice.';
COMMENT ON COLUMN authorisation.ended_on IS 'The last day, included, once it has ended; before since: it never began.';
COMMENT ON COLUMN authorisation.in_force IS 'The days on which it carries the program; empty if there is none.';
CREATE INDEX authorisation_agreement ON authorisation (agreement_id);
CREATE INDEX authorisation_item ON authorisation (scope_item_id);

CREATE TABLE authorisation_agency (
    program_id    uuid NOT NULL,
    scope_item_id uuid NOT NULL,
    agency_id     uuid NOT NULL REFERENCES partner,
    PRIMARY KEY (program_id, scope_item_id, agency_id),
    FOREIGN KEY (program_id, scope_item_id) REFERENCES authorisation
);
COMMENT ON TABLE authorisation_agency IS 'The agencies that are responsible for a scope item.';
CREATE INDEX authorisation_agency_of ON authorisation_agency (agency_id);

CREATE VIEW authorisation_details AS
SELECT a.*, agencies.ids AS agency_ids, agencies.names AS agency_names
FROM authorisation a CROSS JOIN LATERAL (
    SELECT coalesce(array_agg(id ORDER BY name, id), '{}') AS ids,
           coalesce(array_agg(name ORDER BY name, id), '{}') AS names
    FROM authorisation_agency g JOIN partner ON partner.id = agency_id
    WHERE g.program_id = a.program_id AND g.scope_item_id = a.scope_item_id
) AS agencies;
COMMENT ON VIEW authorisation_details IS 'Authorisations with their agencies, by name.';

CREATE TABLE template_gap (
    id            uuid PRIMARY KEY,
    scope_item_id uuid NOT NULL,
    facility_id   uuid NOT NULL REFERENCES facility,
    facility_name text NOT NULL,
    region        text NOT NULL,
    zone          text NOT NULL CHECK (zone IN ('Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura')),
    agreement_id  uuid NOT NULL,
    line_id       uuid NOT NULL,
    field         text NOT NULL,
    field_name    text NOT NULL,
    description   text NOT NULL,
    function      text NOT NULL,
    pillar        text CHECK (pillar IN ('personality', 'independence', 'reintegration')),
    since         date NOT NULL,
    until         date,
    found_at      timestamptz NOT NULL,
    closed_at     timestamptz,
    UNIQUE (scope_item_id, facility_id)
);
COMMENT ON TABLE template_gap IS 'Signed scope without a template in the catalogue: a task of the directorate general.';
CREATE INDEX template_gap_open ON template_gap (id) WHERE closed_at IS NULL;
CREATE INDEX template_gap_agreement ON template_gap (agreement_id) WHERE closed_at IS NULL;

CREATE TABLE template_gap_agency (
    gap_id    uuid NOT NULL REFERENCES template_gap,
    agency_id uuid NOT NULL REFERENCES partner,
    PRIMARY KEY (gap_id, agency_id)
);

CREATE VIEW template_gap_details AS
SELECT gap.*, agencies.ids AS agency_ids, agencies.names AS agency_names
FROM template_gap gap CROSS JOIN LATERAL (
    SELECT coalesce(array_agg(partner.id ORDER BY name, partner.id), '{}') AS ids,
           coalesce(array_agg(name ORDER BY name, partner.id), '{}') AS names
    FROM template_gap_agency JOIN partner ON partner.id = agency_id WHERE gap_id = gap.id
) AS agencies;
COMMENT ON VIEW template_gap_details IS 'Gaps with their agencies, by name.';

CREATE TABLE cohort (
    id         uuid PRIMARY KEY,
    program_id uuid NOT NULL REFERENCES program,
    name       text NOT NULL,
    started_on date NOT NULL,
    version    integer NOT NULL DEFAULT 1 CHECK (version > 0),
    UNIQUE (program_id, name)
);

CREATE TABLE enrolment (
    id              uuid PRIMARY KEY,
    cohort_id       uuid    NOT NULL REFERENCES cohort,
    number          integer NOT NULL CHECK (number > 0),
    participant_id  uuid    NOT NULL,
    kind            text    NOT NULL CHECK (kind IN ('convict', 'detainee', 'juvenile', 'client')),
    basis           text    NOT NULL CHECK (basis IN ('hearing', 'assessment', 'voluntary', 'court', 'client_plan')),
    basis_reference text,
    admitted_on     date    NOT NULL,
    origin          text    NOT NULL CHECK (origin IN ('first', 'repeated', 'continued')),
    continues       uuid REFERENCES enrolment,
    ended_on        date CHECK (ended_on >= admitted_on),
    end_reason      text CHECK (end_reason IN ('completed', 'released', 'transferred', 'disciplined', 'health',
                                               'withdrew', 'program_ended')),
    version         integer NOT NULL DEFAULT 1 CHECK (version > 0),
    event_id        uuid,
    UNIQUE (cohort_id, number),
    CHECK ((basis = 'voluntary') = (basis_reference IS NULL)),
    CHECK ((origin = 'continued') = (continues IS NOT NULL)),
    CHECK ((ended_on IS NULL) = (end_reason IS NULL)),
    CHECK ((version = 1) = (event_id IS NULL))
);
COMMENT ON TABLE enrolment IS 'Who takes part in cohorts, and the basis of each admission.';
COMMENT ON COLUMN enrolment.participant_id IS 'Issued by the resolver; only a facility has its own reference for it.';
COMMENT ON COLUMN enrolment.number IS 'The short code within the cohort: 7 is K-07.';
COMMENT ON COLUMN enrolment.event_id IS 'The last event about its end, which a correction names.';
CREATE UNIQUE INDEX enrolment_once ON enrolment (cohort_id, participant_id) WHERE ended_on IS NULL;
CREATE INDEX enrolment_participant ON enrolment (participant_id);

CREATE TABLE enrolment_change (
    enrolment_id uuid        NOT NULL REFERENCES enrolment,
    version      integer     NOT NULL CHECK (version > 1),
    ended_on     date,
    end_reason   text,
    correction   text,
    recorded_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (enrolment_id, version)
);
COMMENT ON TABLE enrolment_change IS 'The ends of enrolments as they were recorded and corrected; append-only.';
COMMENT ON COLUMN enrolment_change.correction IS 'Why it was corrected; null: it was ended.';

CREATE TABLE session (
    id           uuid PRIMARY KEY,
    program_id   uuid    NOT NULL REFERENCES program,
    cohort_id    uuid    REFERENCES cohort,
    held_on      date    NOT NULL,
    started_at   time,
    minutes      integer CHECK (minutes BETWEEN 1 AND 1440),
    kind         text    NOT NULL CHECK (kind IN ('class', 'practice', 'talk', 'service', 'performance', 'visit')),
    topic        text    NOT NULL,
    active       integer NOT NULL CHECK (active >= 0),
    passive      integer NOT NULL CHECK (passive >= 0),
    absent       integer NOT NULL CHECK (absent >= 0),
    version      integer NOT NULL CHECK (version > 0),
    event_id     uuid    NOT NULL,
    retracted_at timestamptz,
    UNIQUE (id, program_id)
);
COMMENT ON COLUMN session.cohort_id IS 'Null: an open session, without a roster.';
COMMENT ON COLUMN session.event_id IS 'The last event about it, which a correction names.';
CREATE INDEX session_program ON session (program_id, held_on, id);
CREATE INDEX session_cohort ON session (cohort_id, held_on) WHERE retracted_at IS NULL;

CREATE TABLE session_change (
    session_id  uuid    NOT NULL REFERENCES session,
    version     integer NOT NULL CHECK (version > 1),
    reason      text    NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (session_id, version)
);
COMMENT ON TABLE session_change IS 'Why a session was corrected or retracted; append-only.';

CREATE TABLE session_instructor (
    session_id      uuid    NOT NULL REFERENCES session,
    ordinal         integer NOT NULL,
    organisation_id uuid    NOT NULL,
    name            text    NOT NULL,
    PRIMARY KEY (session_id, organisation_id)
);

CREATE TABLE session_audience (
    session_id   uuid    NOT NULL REFERENCES session,
    participants text    NOT NULL CHECK (participants IN ('convict', 'detainee', 'juvenile', 'client')),
    number       integer NOT NULL CHECK (number BETWEEN 1 AND 2000),
    PRIMARY KEY (session_id, participants)
);
COMMENT ON TABLE session_audience IS 'How many of each kind of participant came to an open session.';

CREATE TABLE session_delivery (
    session_id    uuid NOT NULL,
    program_id    uuid NOT NULL,
    scope_item_id uuid NOT NULL,
    PRIMARY KEY (session_id, scope_item_id),
    FOREIGN KEY (session_id, program_id) REFERENCES session (id, program_id),
    FOREIGN KEY (program_id, scope_item_id) REFERENCES authorisation
);
COMMENT ON TABLE session_delivery IS 'The scope items that a session fulfils; none: the facility''s own activity.';

CREATE TABLE session_cancellation (
    id           uuid PRIMARY KEY,
    program_id   uuid NOT NULL REFERENCES program,
    cohort_id    uuid REFERENCES cohort,
    planned_on   date NOT NULL,
    topic        text NOT NULL,
    cancelled_by text NOT NULL CHECK (cancelled_by IN ('facility', 'partner', 'nobody_came', 'force_majeure')),
    UNIQUE (id, program_id)
);
COMMENT ON TABLE session_cancellation IS 'Planned sessions that do not take place.';
CREATE INDEX session_cancellation_program ON session_cancellation (program_id, planned_on, id);

CREATE TABLE session_owed (
    cancellation_id uuid NOT NULL,
    program_id      uuid NOT NULL,
    scope_item_id   uuid NOT NULL,
    PRIMARY KEY (cancellation_id, scope_item_id),
    FOREIGN KEY (cancellation_id, program_id) REFERENCES session_cancellation (id, program_id),
    FOREIGN KEY (program_id, scope_item_id) REFERENCES authorisation
);
COMMENT ON TABLE session_owed IS 'The scope items that a cancelled session would have fulfilled.';

CREATE TABLE attendance (
    session_id      uuid NOT NULL REFERENCES session,
    participant_id  uuid NOT NULL,
    mark            text NOT NULL CHECK (mark IN ('active', 'passive', 'absent')),
    reason          text CHECK (reason IN ('ill', 'hearing', 'visit', 'assigned_work', 'disciplinary', 'transferred',
                                           'released', 'refused', 'no_information', 'no_escort', 'on_loan', 'worship',
                                           'block_closed')),
    PRIMARY KEY (session_id, participant_id),
    CHECK ((mark = 'absent') = (reason IS NOT NULL))
);
COMMENT ON TABLE attendance IS 'One mark for each enrolled participant; an absence has a reason.';

GRANT SELECT, INSERT ON facility, facility_period, partner TO app;
GRANT SELECT, INSERT ON program, kept_apart, program_status, program_suspension TO app;
GRANT SELECT, INSERT ON authorisation, authorisation_agency TO app;
GRANT SELECT, INSERT ON template_gap, template_gap_agency TO app;
GRANT SELECT, INSERT ON cohort, enrolment, enrolment_change TO app;
GRANT SELECT, INSERT ON session, session_change, session_cancellation, session_owed TO app;
GRANT SELECT, INSERT, DELETE ON session_instructor, session_audience, session_delivery, attendance TO app;
GRANT UPDATE (held_on, started_at, minutes, kind, topic, active, passive, absent, version, event_id, retracted_at)
    ON session TO app;
GRANT UPDATE (version) ON cohort TO app;
GRANT UPDATE (ended_on, end_reason, version, event_id) ON enrolment TO app;
GRANT SELECT ON similar_program, authorisation_details, template_gap_details TO app;
GRANT UPDATE (name, region, zone, version) ON facility TO app;
GRANT UPDATE (name, version) ON partner TO app;
GRANT UPDATE (facility_name, region, zone, state, opened_on, capacity, name, joined_into, version,
              ended_on, outcome, end_reason, ended_by, template, template_version, template_sessions,
              title_indonesian, title_english) ON program TO app;
GRANT UPDATE (resumed_on) ON program_suspension TO app;
GRANT UPDATE (until, ended_on, end_reason) ON authorisation TO app;
GRANT UPDATE (facility_name, region, zone, until, closed_at) ON template_gap TO app;
