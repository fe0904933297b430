"""Offices, facilities, fields, partners; versions of positions."""

from shared.postgres.migrations import run_sql

revision = "agreements_0001"
down_revision = None
branch_labels = ("agreements",)
depends_on = ("events_0001", "access_0001")

SQL = """
CREATE TABLE regional_office (
    code text PRIMARY KEY CHECK (code ~ '^[A-Z]{2,20}$'),
    id   uuid NOT NULL UNIQUE,
    name text NOT NULL UNIQUE,
    area text NOT NULL,
    zone text NOT NULL CHECK (zone IN ('Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'))
);

CREATE TABLE facility (
    id             uuid PRIMARY KEY,
    name           text NOT NULL UNIQUE,
    kind           text NOT NULL CHECK (kind IN ('lapas', 'rutan', 'lpka', 'bapas', 'rumah_sakit')),
    specialisation text NOT NULL,
    facility_class text,
    town           text NOT NULL,
    region         text NOT NULL REFERENCES regional_office (code),
    zone           text NOT NULL CHECK (zone IN ('Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'))
);
CREATE INDEX facility_region ON facility (region, name);

CREATE TABLE field (
    code            text PRIMARY KEY CHECK (code ~ '^[a-z][a-z_]{0,49}$'),
    parent          text REFERENCES field (code),
    name_indonesian text NOT NULL,
    name_english    text NOT NULL,
    ordinal         integer NOT NULL,
    version         integer NOT NULL CHECK (version > 0)
);
COMMENT ON COLUMN field.version IS 'The newest tree that has the field; a field of an older tree cannot be chosen.';
COMMENT ON COLUMN field.ordinal IS 'Its number in the tree, counted from top to bottom.';

CREATE TABLE partner (
    id              uuid PRIMARY KEY,
    name            text NOT NULL,
    name_key        text NOT NULL CHECK (name_key <> ''),
    category        text NOT NULL CHECK (category IN (
        'local_government', 'narcotics_agency', 'law_enforcement', 'vertical_agency', 'state_enterprise',
        'private_company', 'health_provider', 'education', 'religious_org', 'foundation_ngo', 'community_group',
        'certification_body', 'media', 'individual')),
    legal_form      text,
    parent_id       uuid REFERENCES partner (id) CHECK (parent_id <> id),
    lineage         uuid[] NOT NULL CHECK (lineage[1] = id),
    since           date,
    distinct_reason text,
    merged_into     uuid REFERENCES partner (id) CHECK (merged_into <> id),
    closed_on       date,
    version         integer NOT NULL DEFAULT 1 CHECK (version > 0),
    public_name     text NOT NULL
        GENERATED ALWAYS AS (CASE category WHEN 'individual' THEN 'Mitra perorangan' ELSE name END) STORED
);
CREATE INDEX partner_name ON partner (name_key);
CREATE INDEX partner_parent ON partner (parent_id);
CREATE INDEX partner_lineage ON partner USING gin (lineage);
CREATE INDEX partner_merged ON partner (merged_into) WHERE merged_into IS NOT NULL;
COMMENT ON COLUMN partner.lineage IS 'Its own id, then the ids above it; a merged partner is under the one that stays.';
COMMENT ON COLUMN partner.merged_into IS 'The partner that it turned out to be; its id stays valid and resolves to it.';
COMMENT ON COLUMN partner.public_name IS 'The name for lists, events and notices; an individual has none of its own.';
COMMENT ON COLUMN partner.distinct_reason IS 'Why it differs from the partner of nearly the same name.';

CREATE VIEW partner_resolved AS
SELECT named.id AS named_as, stays.*
FROM partner named JOIN partner stays ON stays.id = coalesce(named.merged_into, named.id);
COMMENT ON VIEW partner_resolved IS 'Partners by every id that was ever theirs: a merged one shows the one that stays.';

ALTER TABLE position ADD COLUMN version integer NOT NULL DEFAULT 1 CHECK (version > 0);
COMMENT ON COLUMN position.version IS 'Each change raises it; only this service, which owns positions, has versions.';

GRANT SELECT, INSERT, UPDATE ON regional_office, facility, field, partner TO {app};
GRANT SELECT ON partner_resolved TO {app};
"""


def upgrade() -> None:
    run_sql(SQL)
