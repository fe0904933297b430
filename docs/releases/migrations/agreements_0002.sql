CREATE TABLE registration_counter (
    year        integer NOT NULL,
    area        text NOT NULL,
    last_number integer NOT NULL,
    PRIMARY KEY (year, area)
);
COMMENT ON TABLE registration_counter IS 'The last registration number of each year and area.';

CREATE TABLE agreement (
    id                   uuid PRIMARY KEY,
    line_id              uuid NOT NULL REFERENCES agreement (id),
    predecessor_id       uuid REFERENCES agreement (id),
    umbrella_id          uuid REFERENCES agreement (id),
    registration_number  text NOT NULL UNIQUE,
    instrument           text NOT NULL,
    called               text,
    level                text NOT NULL CHECK (level IN ('facility', 'regional', 'national')),
    keeper_id            uuid NOT NULL,
    title                text NOT NULL,
    term                 jsonb,
    legal_basis          text,
    funding              text,
    zone                 text NOT NULL CHECK (zone IN ('Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura')),
    document_state       text NOT NULL CHECK (document_state IN (
        'exploration', 'drafting', 'review', 'validated', 'awaiting_signature', 'partially_signed', 'signed',
        'superseded', 'terminated', 'lapsed', 'declined', 'withdrawn', 'cancelled')),
    alive                boolean NOT NULL GENERATED ALWAYS AS (
        document_state NOT IN ('lapsed', 'declined', 'withdrawn', 'cancelled')) STORED,
    signing_planned_on   date,
    sign_before          date,
    dated_on             date,
    signed_on            date,
    in_force_from        date,
    in_force_until       date,
    ended_on             date,
    termination_ground   text,
    entered_announced_at timestamptz,
    expired_announced_at timestamptz,
    expiry_final_at      timestamptz,
    first_activity_at    timestamptz,
    registered_source    text CHECK (registered_source IN ('paper', 'spreadsheet', 'press')),
    confidence           text CHECK (confidence IN ('confirmed', 'likely', 'uncertain')),
    version              integer NOT NULL CHECK (version > 0),
    CHECK ((predecessor_id IS NULL) = (line_id = id)),
    CHECK (document_state NOT IN ('signed', 'superseded', 'terminated') OR in_force_from IS NOT NULL),
    CHECK (document_state NOT IN ('signed', 'superseded', 'terminated')
           OR signed_on IS NOT NULL OR registered_source IS NOT NULL),
    CHECK (document_state <> 'awaiting_signature' OR signing_planned_on IS NOT NULL),
    CHECK ((registered_source IS NULL) = (confidence IS NULL))
);
COMMENT ON COLUMN agreement.alive IS 'Whether it binds, has bound, or may still come to bind its parties.';
COMMENT ON COLUMN agreement.first_activity_at IS 'When the first activity was announced.';
CREATE UNIQUE INDEX agreement_one_live_successor ON agreement (predecessor_id) WHERE alive;
CREATE INDEX agreement_begins ON agreement (in_force_from) WHERE document_state = 'signed';
CREATE INDEX agreement_ends ON agreement (in_force_until) WHERE document_state = 'signed';
CREATE INDEX agreement_under_notice ON agreement (ended_on) WHERE document_state = 'signed';
CREATE INDEX agreement_keeper ON agreement (keeper_id, id);
CREATE INDEX agreement_line ON agreement (line_id);

CREATE TABLE party (
    id           uuid PRIMARY KEY,
    agreement_id uuid NOT NULL REFERENCES agreement (id),
    ordinal      integer NOT NULL,
    role         text NOT NULL CHECK (role IN ('principal', 'acknowledging', 'witness')),
    unit_id      uuid NOT NULL,
    signers      integer NOT NULL CHECK (signers BETWEEN 1 AND 10),
    UNIQUE (agreement_id, ordinal),
    UNIQUE (agreement_id, unit_id)
);
CREATE INDEX party_unit ON party (unit_id, agreement_id);

CREATE TABLE agreement_facility (
    agreement_id uuid NOT NULL REFERENCES agreement (id),
    facility_id  uuid NOT NULL,
    PRIMARY KEY (agreement_id, facility_id)
);
CREATE INDEX agreement_facility_facility ON agreement_facility (facility_id, agreement_id);
COMMENT ON TABLE agreement_facility IS 'The facilities where an agreement is carried out, be they parties or not.';

CREATE TABLE scope_item (
    id           uuid PRIMARY KEY,
    agreement_id uuid NOT NULL REFERENCES agreement (id),
    ordinal      integer NOT NULL,
    field        text NOT NULL REFERENCES field (code),
    description  text NOT NULL,
    function     text NOT NULL CHECK (function IN (
        'service', 'coaching', 'guidance', 'care', 'security', 'observation')),
    pillar       text CHECK (pillar IN ('personality', 'independence', 'reintegration')),
    delivery     text NOT NULL CHECK (delivery IN ('program', 'service', 'contribution', 'none')),
    own_section  text,
    target       text,
    ground       text CHECK (ground IN ('meeting', 'evaluation', 'decided_without')),
    meeting_id   uuid,
    ground_reason text,
    UNIQUE (agreement_id, ordinal) DEFERRABLE INITIALLY DEFERRED,
    CHECK (pillar IS NULL OR function = 'coaching'),
    CHECK ((ground = 'meeting') IS NOT DISTINCT FROM (meeting_id IS NOT NULL) OR ground IS NULL)
);

CREATE TABLE scope_item_agency (
    scope_item_id uuid NOT NULL REFERENCES scope_item (id) ON DELETE CASCADE,
    partner_id    uuid NOT NULL REFERENCES partner (id),
    PRIMARY KEY (scope_item_id, partner_id)
);
CREATE INDEX scope_item_agency_partner ON scope_item_agency (partner_id);

CREATE TABLE scope_item_continues (
    scope_item_id uuid NOT NULL REFERENCES scope_item (id) ON DELETE CASCADE,
    agreement_id  uuid NOT NULL REFERENCES agreement (id),
    continues     uuid NOT NULL REFERENCES scope_item (id),
    PRIMARY KEY (scope_item_id, continues),
    UNIQUE (agreement_id, continues)
);
COMMENT ON TABLE scope_item_continues IS 'The earlier items that an item continues; each once within an agreement.';

CREATE TABLE document_number (
    id              uuid PRIMARY KEY,
    agreement_id    uuid NOT NULL REFERENCES agreement (id),
    party_id        uuid NOT NULL REFERENCES party (id) ON DELETE CASCADE,
    issuer_id       uuid NOT NULL,
    ours            boolean NOT NULL,
    number          text NOT NULL,
    number_key      text NOT NULL CHECK (number_key <> ''),
    year            integer NOT NULL,
    dated_on        date,
    replaced_at     timestamptz,
    replaced_reason text,
    override_reason text,
    CHECK ((replaced_at IS NULL) = (replaced_reason IS NULL))
);
CREATE INDEX document_number_agreement ON document_number (agreement_id);
CREATE INDEX document_number_key ON document_number (number_key);
CREATE UNIQUE INDEX document_number_ours ON document_number (issuer_id, year, number_key)
    WHERE ours AND replaced_at IS NULL;
COMMENT ON INDEX document_number_ours IS
    'Our own numbers are unique per issuer and year; a double among a partner''s numbers gives a caution.';

CREATE TABLE signature (
    id              uuid PRIMARY KEY,
    agreement_id    uuid NOT NULL REFERENCES agreement (id),
    party_id        uuid REFERENCES party (id) ON DELETE SET NULL,
    unit_id         uuid NOT NULL,
    ordinal         integer NOT NULL,
    position        text NOT NULL,
    capacity        text NOT NULL,
    signs_for       text NOT NULL CHECK (signs_for IN ('own', 'on_behalf', 'by_order', 'power_of_attorney')),
    letter          text,
    method          text NOT NULL CHECK (method IN ('wet_ink', 'bsre', 'other_psre')),
    signed_on       date NOT NULL,
    signed_at       timestamptz,
    evidence        text,
    override_reason text,
    recorded_by     text NOT NULL,
    voided_at       timestamptz,
    void_reason     text,
    void_override_reason text,
    UNIQUE (party_id, ordinal),
    CHECK ((voided_at IS NULL) = (void_reason IS NULL)),
    CHECK (party_id IS NOT NULL OR voided_at IS NOT NULL)
);
CREATE INDEX signature_agreement ON signature (agreement_id);
COMMENT ON TABLE signature IS 'Signatures by position and capacity, never by name; a voided signature stays on record.';
COMMENT ON COLUMN signature.party_id IS 'Null if the signature is void and the unit is no longer a party.';

CREATE TABLE agreement_history (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    agreement_id uuid NOT NULL REFERENCES agreement (id),
    version      integer NOT NULL,
    move         text NOT NULL,
    from_state   text,
    to_state     text NOT NULL,
    reason       text,
    account      text NOT NULL,
    happened_on  date,
    at           timestamptz NOT NULL
);
CREATE INDEX agreement_history_of ON agreement_history (agreement_id, id);
COMMENT ON TABLE agreement_history IS 'Every move with its states, account and reason; rows are only inserted.';

CREATE TABLE agreement_text (
    agreement_id uuid NOT NULL REFERENCES agreement (id),
    version      integer NOT NULL,
    content      jsonb NOT NULL,
    hash         text NOT NULL,
    PRIMARY KEY (agreement_id, version)
);
COMMENT ON TABLE agreement_text IS 'The text of the draft at each version in which it changed.';

-- OFFSET 0 in the views below: PostgreSQL does not push the condition of a join into a UNION. Without it, the units of
-- one agreement would be looked for among all units.
CREATE VIEW agreement_unit AS
SELECT p.agreement_id, CASE u.kind WHEN 'facility' THEN u.id END AS facility_id, u.region,
       CASE u.kind WHEN 'partner' THEN u.id END AS partner_id
FROM party p CROSS JOIN LATERAL (SELECT * FROM any_unit WHERE named_as = p.unit_id OFFSET 0) AS u
UNION ALL
SELECT a.agreement_id, u.id, u.region, NULL FROM agreement_facility a JOIN unit u ON u.id = a.facility_id
UNION ALL
SELECT a.id, CASE u.kind WHEN 'facility' THEN u.id END, u.region, NULL
FROM agreement a JOIN unit u ON u.id = a.keeper_id
UNION ALL
SELECT s.agreement_id, NULL, NULL, m.id
FROM scope_item s JOIN scope_item_agency g ON g.scope_item_id = s.id
     JOIN partner_resolved m ON m.named_as = g.partner_id;
COMMENT ON VIEW agreement_unit IS
    'The units that an agreement concerns: keeper, parties, places and agencies; regions as they are today.';

CREATE FUNCTION agreements_about(facilities uuid[], regions text[], partners uuid[], before uuid, most integer)
RETURNS SETOF uuid LANGUAGE sql STABLE ROWS 500 AS $$
WITH named AS MATERIALIZED (
    SELECT id FROM unit WHERE kind = 'facility' AND id = ANY (facilities) OR region = ANY (regions)
    UNION ALL SELECT id FROM partner WHERE id = ANY (partners) AND merged_into IS NULL
    UNION ALL SELECT id FROM partner WHERE merged_into = ANY (partners)),
bound AS MATERIALIZED (SELECT coalesce(before, 'ffffffff-ffff-ffff-ffff-ffffffffffff') AS id)
SELECT DISTINCT about.id FROM named CROSS JOIN bound CROSS JOIN LATERAL (
    (SELECT agreement_id AS id FROM party WHERE unit_id = named.id AND agreement_id < bound.id
     ORDER BY agreement_id DESC LIMIT most)
    UNION ALL
    (SELECT agreement_id FROM agreement_facility WHERE facility_id = named.id AND agreement_id < bound.id
     ORDER BY agreement_id DESC LIMIT most)
    UNION ALL
    (SELECT id FROM agreement WHERE keeper_id = named.id AND id < bound.id ORDER BY id DESC LIMIT most)
    UNION ALL
    SELECT s.agreement_id FROM scope_item_agency g JOIN scope_item s ON s.id = g.scope_item_id
    WHERE g.partner_id = named.id AND s.agreement_id < bound.id) AS about
$$;
COMMENT ON FUNCTION agreements_about IS
    'The agreements of which `agreement_unit` has one of these units, before an id; with `most`, the newest of each.';

CREATE VIEW agreement_whole AS
SELECT a.id,
       to_jsonb(a) || jsonb_build_object(
           'keeper', (SELECT to_jsonb(k) FROM any_unit k WHERE k.named_as = a.keeper_id),
           'parties', (
               SELECT jsonb_agg(jsonb_build_object(
                          'id', p.id, 'role', p.role, 'signers', p.signers, 'unit', to_jsonb(u)) ORDER BY p.ordinal)
               FROM party p
               CROSS JOIN LATERAL (SELECT * FROM any_unit WHERE named_as = p.unit_id OFFSET 0) AS u
               WHERE p.agreement_id = a.id),
           'runs_at', (
               SELECT coalesce(jsonb_agg(to_jsonb(u) ORDER BY u.name), '[]')
               FROM agreement_facility f
               CROSS JOIN LATERAL (SELECT * FROM any_unit WHERE named_as = f.facility_id OFFSET 0) AS u
               WHERE f.agreement_id = a.id),
           'numbers', (
               SELECT coalesce(jsonb_agg(to_jsonb(n) || jsonb_build_object('issuer', to_jsonb(i)) ORDER BY n.id), '[]')
               FROM document_number n
               CROSS JOIN LATERAL (SELECT * FROM any_unit WHERE named_as = n.issuer_id OFFSET 0) AS i
               WHERE n.agreement_id = a.id AND n.replaced_at IS NULL),
           'signatures', (
               SELECT coalesce(jsonb_agg(to_jsonb(s) ORDER BY s.signed_on, s.ordinal, s.id), '[]')
               FROM signature s WHERE s.agreement_id = a.id AND s.voided_at IS NULL),
           'scope_items', (
               SELECT coalesce(jsonb_agg(to_jsonb(s) || jsonb_build_object(
                          'field_name', f.name_indonesian,
                          'agencies', (SELECT coalesce(jsonb_agg(to_jsonb(u) ORDER BY u.name), '[]')
                                       FROM scope_item_agency g CROSS JOIN LATERAL (
                                           SELECT * FROM any_unit WHERE named_as = g.partner_id OFFSET 0) AS u
                                       WHERE g.scope_item_id = s.id),
                          'continues', (SELECT coalesce(jsonb_agg(c.continues ORDER BY c.continues), '[]')
                                        FROM scope_item_continues c WHERE c.scope_item_id = s.id))
                      ORDER BY s.ordinal), '[]')
               FROM scope_item s JOIN field f ON f.code = s.field WHERE s.agreement_id = a.id)) AS whole
FROM agreement a;
COMMENT ON VIEW agreement_whole IS 'An agreement with all its parts as one document.';

GRANT SELECT, INSERT, UPDATE ON registration_counter, agreement, document_number, signature TO app;
GRANT SELECT, INSERT, UPDATE, DELETE ON party, scope_item TO app;
GRANT SELECT, INSERT, DELETE ON agreement_facility, scope_item_agency, scope_item_continues TO app;
GRANT SELECT, INSERT ON agreement_history, agreement_text TO app;
GRANT SELECT ON agreement_unit, agreement_whole TO app;
