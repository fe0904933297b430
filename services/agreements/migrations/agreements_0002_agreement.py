"""Agreements with their parties, scope and history, and the views through which they are read."""

from shared.postgres.migrations import run_sql

revision = "agreements_0002"
down_revision = "agreements_0001"
branch_labels = None
depends_on = None

SQL = """
CREATE TABLE agreement (
    id                   uuid PRIMARY KEY,
    line_id              uuid NOT NULL REFERENCES agreement (id),
    predecessor_id       uuid REFERENCES agreement (id),
    instrument           text NOT NULL CHECK (instrument IN ('synergy_memorandum', 'memorandum_of_understanding',
                                                             'joint_agreement', 'cooperation_agreement')),
    level                text NOT NULL CHECK (level IN ('facility', 'regional', 'national')),
    title                text NOT NULL,
    effective_from       date,
    effective_until      date,
    legal_basis          text,
    funding              text,
    zone                 text NOT NULL CHECK (zone IN ('Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura')),
    document_state       text NOT NULL CHECK (document_state IN (
        'drafting', 'review', 'validated', 'awaiting_signature', 'partially_signed', 'signed', 'superseded',
        'withdrawn')),
    implementation_state text NOT NULL CHECK (implementation_state IN ('not_started', 'running')),
    signing_planned_on   date,
    signed_on            date,
    additions_meeting_id uuid,
    additions_reason     text,
    version              integer NOT NULL CHECK (version > 0),
    CHECK ((predecessor_id IS NULL) = (line_id = id)),
    CHECK ((effective_from IS NULL) = (effective_until IS NULL)),
    CHECK (effective_from <= effective_until),
    CHECK (document_state IN ('drafting', 'withdrawn') OR effective_from IS NOT NULL),
    CHECK ((document_state IN ('signed', 'superseded')) = (signed_on IS NOT NULL)),
    CHECK (document_state <> 'awaiting_signature' OR signing_planned_on IS NOT NULL)
);
CREATE UNIQUE INDEX agreement_one_live_successor ON agreement (predecessor_id) WHERE document_state <> 'withdrawn';
CREATE INDEX agreement_begins ON agreement (effective_from) WHERE document_state = 'signed';

CREATE TABLE party (
    id                 uuid PRIMARY KEY,
    agreement_id       uuid NOT NULL REFERENCES agreement (id),
    ordinal            integer NOT NULL,
    role               text NOT NULL CHECK (role IN ('principal', 'acknowledging')),
    facility_id        uuid REFERENCES facility (id),
    partner_id         uuid REFERENCES partner (id),
    position           text,
    capacity           text CHECK (capacity IN ('definitive', 'acting', 'daily_acting', 'caretaker', 'temporary')),
    appointment_letter text,
    power_of_attorney  text,
    method             text CHECK (method IN ('wet_ink', 'bsre', 'other_psre')),
    signed_on          date,
    document_number    text,
    number_key         text,
    UNIQUE (agreement_id, ordinal),
    CHECK (num_nonnulls(facility_id, partner_id) = 1),
    CHECK (num_nonnulls(position, capacity, method, signed_on) IN (0, 4)),
    CHECK (signed_on IS NOT NULL
           OR num_nonnulls(appointment_letter, power_of_attorney, document_number) = 0),
    CHECK (num_nonnulls(document_number, number_key) IN (0, 2)),
    CHECK (signed_on IS NULL OR facility_id IS NULL OR document_number IS NOT NULL)
);
CREATE UNIQUE INDEX party_unit ON party (agreement_id, coalesce(facility_id, partner_id));
CREATE INDEX party_facility ON party (facility_id);
CREATE INDEX party_partner ON party (partner_id);
CREATE UNIQUE INDEX party_number
    ON party (coalesce(facility_id, partner_id), extract(year FROM signed_on), number_key);
COMMENT ON INDEX party_number IS 'A document number is unique per issuer and year.';
COMMENT ON COLUMN party.number_key IS 'The number as it is compared, without case and separators.';

CREATE TABLE scope_item (
    id           uuid PRIMARY KEY,
    agreement_id uuid NOT NULL REFERENCES agreement (id),
    ordinal      integer NOT NULL,
    field        text NOT NULL REFERENCES field (code),
    description  text NOT NULL,
    pillar       text NOT NULL CHECK (pillar IN ('personality', 'independence', 'reintegration')),
    agency_id    uuid REFERENCES partner (id),
    target       text,
    continues    uuid,
    UNIQUE (agreement_id, ordinal),
    UNIQUE (agreement_id, continues)
);
CREATE INDEX scope_item_agency ON scope_item (agency_id);

CREATE TABLE agreement_history (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    agreement_id uuid NOT NULL REFERENCES agreement (id),
    version      integer NOT NULL,
    move         text NOT NULL,
    from_state   text,
    to_state     text NOT NULL,
    reason       text,
    account      text NOT NULL,
    at           timestamptz NOT NULL
);
CREATE INDEX agreement_history_of ON agreement_history (agreement_id, id);
COMMENT ON TABLE agreement_history IS 'Every move with its states, account and reason; rows are only inserted.';

CREATE VIEW agreement_unit AS
SELECT p.agreement_id, p.facility_id, f.region, m.id AS partner_id
FROM party p LEFT JOIN facility f ON f.id = p.facility_id LEFT JOIN partner_resolved m ON m.named_as = p.partner_id
UNION ALL
SELECT s.agreement_id, NULL, NULL, m.id FROM scope_item s JOIN partner_resolved m ON m.named_as = s.agency_id;
COMMENT ON VIEW agreement_unit IS 'The units that an agreement concerns: facilities with regions, partners, agencies.';

CREATE VIEW agreement_whole AS
SELECT a.id,
       to_jsonb(a) || jsonb_build_object(
           'term', CASE WHEN a.effective_from IS NOT NULL THEN jsonb_build_object(
               'effective_from', a.effective_from, 'effective_until', a.effective_until) END,
           'parties', (
               SELECT jsonb_agg(jsonb_build_object(
                          'id', p.id, 'role', p.role, 'facility', to_jsonb(f), 'partner', to_jsonb(m),
                          'signature', CASE WHEN p.signed_on IS NOT NULL THEN to_jsonb(p) END) ORDER BY p.ordinal)
               FROM party p LEFT JOIN facility f ON f.id = p.facility_id
                    LEFT JOIN partner_resolved m ON m.named_as = p.partner_id
               WHERE p.agreement_id = a.id),
           'scope_items', (
               SELECT coalesce(jsonb_agg(
                          to_jsonb(s) || jsonb_build_object('agency', to_jsonb(m)) ORDER BY s.ordinal), '[]')
               FROM scope_item s LEFT JOIN partner_resolved m ON m.named_as = s.agency_id
               WHERE s.agreement_id = a.id)) AS whole
FROM agreement a;
COMMENT ON VIEW agreement_whole IS 'An agreement with its parties and scope as one document.';

GRANT SELECT, INSERT, UPDATE ON agreement, party TO {app};
GRANT SELECT, INSERT, DELETE ON scope_item TO {app};
GRANT SELECT, INSERT ON agreement_history TO {app};
GRANT SELECT ON agreement_unit, agreement_whole TO {app};
"""


def upgrade() -> None:
    run_sql(SQL)
