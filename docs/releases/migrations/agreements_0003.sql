CREATE TABLE meeting (
    id                 uuid PRIMARY KEY,
    kinds              text[] NOT NULL CHECK (cardinality(kinds) > 0 AND kinds <@ ARRAY[
        'exploration', 'audience', 'coordination', 'draft_discussion', 'negotiation', 'evaluation', 'renewal_planning',
        'monitoring']),
    visibility         text NOT NULL CHECK (visibility IN ('joint', 'internal')),
    recorded_by        uuid,
    recorded_on        date NOT NULL,
    zone               text NOT NULL CHECK (zone IN ('Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura')),
    edtf               text,
    as_written         text,
    earliest           date,
    latest             date,
    certain            boolean NOT NULL,
    sorted_on          date NOT NULL,
    venue              text,
    host_unit_id       uuid,
    host_organisation  text,
    chair_unit_id      uuid,
    chair_organisation text,
    chair_position     text,
    decisions          text[] NOT NULL,
    version            integer NOT NULL CHECK (version > 0),
    CHECK ((edtf IS NULL) = (latest IS NULL)),
    CHECK (earliest <= latest AND latest <= recorded_on),
    CHECK (NOT certain OR earliest = latest),
    CHECK (num_nonnulls(chair_organisation, chair_position) IN (0, 2))
);
CREATE INDEX meeting_sorted ON meeting (sorted_on, id);
COMMENT ON TABLE meeting IS 'A meeting; everyone in it is a position or a group of an organisation.';
COMMENT ON COLUMN meeting.recorded_by IS 'Our unit that keeps the minutes; null: the agreements'' keepers keep them.';
COMMENT ON COLUMN meeting.sorted_on IS 'The latest day that the report can mean, otherwise the day of recording.';

CREATE TABLE meeting_subject (
    meeting_id   uuid NOT NULL REFERENCES meeting (id),
    kind         text NOT NULL CHECK (kind IN ('agreement', 'proposal', 'visit', 'ceremony', 'program')),
    subject_id   uuid NOT NULL,
    agreement_id uuid REFERENCES agreement (id) CHECK (agreement_id = subject_id),
    PRIMARY KEY (meeting_id, kind, subject_id),
    CHECK ((kind = 'agreement') = (agreement_id IS NOT NULL))
);
CREATE INDEX meeting_subject_id ON meeting_subject (subject_id);
COMMENT ON TABLE meeting_subject IS 'The things that a meeting is about; only an agreement is checked.';

CREATE TABLE meeting_attendance (
    meeting_id   uuid NOT NULL REFERENCES meeting (id),
    ordinal      integer NOT NULL,
    unit_id      uuid,
    organisation text NOT NULL,
    position     text,
    capacity     text CHECK (capacity IN ('definitive', 'acting', 'daily_acting', 'caretaker', 'temporary')),
    group_name   text,
    people       integer CHECK (people > 0),
    PRIMARY KEY (meeting_id, ordinal),
    CHECK (num_nonnulls(position, group_name) = 1),
    CHECK ((position IS NULL) = (capacity IS NULL)),
    CHECK (people IS NULL OR group_name IS NOT NULL)
);

CREATE TABLE action_item (
    id                 uuid PRIMARY KEY,
    meeting_id         uuid NOT NULL REFERENCES meeting (id),
    ordinal            integer NOT NULL,
    task               text NOT NULL,
    owner_id           uuid NOT NULL,
    owner_organisation text NOT NULL,
    owner_position     text,
    due_on             date,
    completed_on       date,
    UNIQUE (meeting_id, ordinal)
);
CREATE INDEX action_item_open ON action_item (owner_id) WHERE completed_on IS NULL;

CREATE TABLE uncovered_practice (
    meeting_id  uuid NOT NULL REFERENCES meeting (id),
    ordinal     integer NOT NULL,
    field       text NOT NULL REFERENCES field (code),
    description text,
    PRIMARY KEY (meeting_id, ordinal)
);
COMMENT ON TABLE uncovered_practice IS 'An activity that takes place although no agreement covers its field.';

CREATE TABLE meeting_participant (
    meeting_id uuid NOT NULL REFERENCES meeting (id),
    unit_id    uuid NOT NULL,
    PRIMARY KEY (meeting_id, unit_id)
);
CREATE INDEX meeting_participant_unit ON meeting_participant (unit_id);
COMMENT ON TABLE meeting_participant IS 'The registered units that took part, own an action item or keep the minutes.';

CREATE VIEW meeting_unit AS
SELECT p.meeting_id, u.id AS unit_id, u.kind, u.public_name AS name, u.region, u.zone
FROM meeting_participant p CROSS JOIN LATERAL (SELECT * FROM any_unit WHERE named_as = p.unit_id OFFSET 0) AS u
UNION
SELECT s.meeting_id, u.id, u.kind, u.public_name, u.region, u.zone
FROM meeting_subject s JOIN meeting m ON m.id = s.meeting_id
JOIN agreement_unit a ON a.agreement_id = s.agreement_id
CROSS JOIN LATERAL (SELECT * FROM any_unit WHERE named_as = coalesce(a.facility_id, a.partner_id) OFFSET 0) AS u
WHERE m.visibility = 'joint' OR u.kind <> 'partner';
COMMENT ON VIEW meeting_unit IS 'The units that may read the minutes; no partner reads those of an internal meeting.';

CREATE VIEW meeting_outline AS
SELECT m.*,
       jsonb_build_object('edtf', m.edtf, 'as_written', m.as_written, 'earliest', m.earliest, 'latest', m.latest,
                          'certain', m.certain) AS held,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', s.kind, 'id', s.subject_id)
                                  ORDER BY s.kind, s.subject_id), '[]')
        FROM meeting_subject s WHERE s.meeting_id = m.id) AS about,
       CASE WHEN m.host_organisation IS NOT NULL THEN jsonb_build_object(
           'unit_id', m.host_unit_id, 'organisation', m.host_organisation) END AS host
FROM meeting m;
COMMENT ON VIEW meeting_outline IS 'A meeting with its day, its subjects and its host as documents.';

ALTER TABLE scope_item ADD FOREIGN KEY (meeting_id) REFERENCES meeting (id);

GRANT SELECT, INSERT ON meeting, meeting_subject, meeting_attendance, action_item, uncovered_practice,
                        meeting_participant TO app;
GRANT UPDATE (version) ON meeting TO app;
GRANT UPDATE (completed_on) ON action_item TO app;
GRANT SELECT ON meeting_unit, meeting_outline TO app;
