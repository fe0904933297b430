CREATE TABLE agreement_partner (
    agreement_id uuid NOT NULL,
    partner_id   uuid NOT NULL,
    principal    boolean NOT NULL,
    PRIMARY KEY (agreement_id, partner_id)
);
COMMENT ON TABLE agreement_partner IS 'Partners that are parties of an agreement; a principal has promised its scope.';
CREATE INDEX agreement_partner_of ON agreement_partner (partner_id);

CREATE TABLE agreement_facility (
    agreement_id uuid NOT NULL,
    facility_id  uuid NOT NULL REFERENCES facility,
    own          boolean NOT NULL,
    PRIMARY KEY (agreement_id, facility_id)
);
COMMENT ON TABLE agreement_facility IS 'The facilities where an agreement is carried out.';
COMMENT ON COLUMN agreement_facility.own IS 'Whether it is carried out there without an offer.';

CREATE TABLE agreement_end (
    agreement_id uuid PRIMARY KEY,
    ended_on     date    NOT NULL,
    reason       text    NOT NULL CHECK (reason IN ('agreement_expired', 'agreement_terminated')),
    final        boolean NOT NULL
);
COMMENT ON TABLE agreement_end IS 'Agreements that expired or were terminated. Unless final, a successor may follow.';

CREATE TABLE agreement_amendment (
    agreement_id   uuid PRIMARY KEY,
    version        integer NOT NULL,
    in_force_until date
);
COMMENT ON TABLE agreement_amendment IS 'The last days of agreements by their latest addendum.';

CREATE TABLE succession (
    agreement_id      uuid NOT NULL,
    successor_id      uuid NOT NULL,
    successor_line_id uuid NOT NULL,
    superseded_on     date NOT NULL,
    in_force_from     date NOT NULL,
    in_force_until    date,
    PRIMARY KEY (agreement_id, successor_id)
);
COMMENT ON TABLE succession IS 'The successors of agreements, with the days on which the successor is in force.';

CREATE TABLE succession_item (
    agreement_id uuid   NOT NULL,
    successor_id uuid   NOT NULL,
    old_item_id  uuid   NOT NULL,
    new_item_id  uuid   NOT NULL,
    agencies     uuid[] NOT NULL,
    PRIMARY KEY (agreement_id, old_item_id),
    FOREIGN KEY (agreement_id, successor_id) REFERENCES succession
);
COMMENT ON TABLE succession_item IS 'The scope items that a successor continues; each is continued once.';

CREATE VIEW authorisation_partner AS
SELECT a.program_id, a.scope_item_id, a.in_force, p.partner_id
FROM authorisation a JOIN agreement_partner p ON p.agreement_id = a.agreement_id
UNION
SELECT a.program_id, a.scope_item_id, a.in_force, g.agency_id
FROM authorisation a JOIN authorisation_agency g USING (program_id, scope_item_id);
COMMENT ON VIEW authorisation_partner IS 'The partners of each authorisation: the parties, and the agencies.';

CREATE VIEW cohort_partner AS
SELECT DISTINCT cohort.id AS cohort_id, partner.partner_id
FROM cohort
JOIN authorisation_partner AS partner USING (program_id)
WHERE in_force @> started_on
   OR EXISTS (SELECT FROM session
              WHERE cohort_id = cohort.id AND retracted_at IS NULL AND in_force @> held_on);
COMMENT ON VIEW cohort_partner IS
    'The partners of each cohort: their authorisation was in force when it started or had a session.';

GRANT SELECT, INSERT ON agreement_partner, agreement_facility, agreement_end, succession, succession_item TO app;
GRANT SELECT, INSERT ON agreement_amendment TO app;
GRANT UPDATE (version, in_force_until) ON agreement_amendment TO app;
GRANT UPDATE (final) ON agreement_end TO app;
GRANT SELECT ON authorisation_partner, cohort_partner TO app;
