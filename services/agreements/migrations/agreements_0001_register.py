"""Units with their periods, fields, partners; versions of positions."""

from shared.postgres.migrations import run_sql

revision = "agreements_0001"
down_revision = None
branch_labels = ("agreements",)
depends_on = ("events_0001", "access_0001")

SQL = """
CREATE TABLE unit (
    id             uuid PRIMARY KEY,
    kind           text NOT NULL CHECK (kind IN ('ministry', 'directorate_general', 'regional_office', 'facility')),
    code           text UNIQUE CHECK (code ~ '^[A-Z]{2,20}$'),
    name           text NOT NULL,
    facility_kind  text CHECK (facility_kind IN ('lapas', 'rutan', 'lpka', 'bapas', 'rumah_sakit', 'rupbasan')),
    specialisation text,
    facility_class text,
    town           text,
    area           text,
    region         text REFERENCES unit (code),
    zone           text NOT NULL CHECK (zone IN ('Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura')),
    closed_on      date,
    version        integer NOT NULL DEFAULT 1 CHECK (version > 0),
    CHECK ((kind = 'facility') = (facility_kind IS NOT NULL)),
    CHECK (kind <> 'facility' OR region IS NOT NULL),
    CHECK (kind <> 'regional_office' OR region = code)
);
CREATE INDEX unit_region ON unit (region, name);
COMMENT ON TABLE unit IS 'Our own units as they are today; access follows this. Their past is in unit_period.';

CREATE TABLE unit_period (
    unit_id        uuid NOT NULL REFERENCES unit (id),
    valid_from     date NOT NULL,
    valid_until    date CHECK (valid_until >= valid_from),
    name           text NOT NULL,
    facility_kind  text,
    facility_class text,
    -- The office of that time as text: before November 2024 it was a division of another ministry's office.
    office         text,
    region         text,
    zone           text NOT NULL,
    begun          boolean NOT NULL,
    PRIMARY KEY (unit_id, valid_from)
);
CREATE INDEX unit_period_to_begin ON unit_period (valid_from) WHERE NOT begun;
COMMENT ON TABLE unit_period IS 'Name, kind, class and office of a unit from a day to a day; documents show those of their day.';

CREATE TABLE unit_predecessor (
    unit_id        uuid NOT NULL REFERENCES unit (id),
    predecessor_id uuid NOT NULL REFERENCES unit (id),
    PRIMARY KEY (unit_id, predecessor_id),
    CHECK (unit_id <> predecessor_id)
);

CREATE VIEW facility AS
SELECT id, name, facility_kind AS kind, specialisation, facility_class, town, region, zone FROM unit
WHERE kind = 'facility';
COMMENT ON VIEW facility IS 'Facilities as they are today.';

CREATE VIEW regional_office AS
SELECT code, id, name, area, zone FROM unit WHERE kind = 'regional_office';
COMMENT ON VIEW regional_office IS 'Regional offices as they are today.';

CREATE TABLE field (
    code            text PRIMARY KEY CHECK (code ~ '^[a-z][a-z_]{0,49}$'),
    parent          text REFERENCES field (code),
    name_indonesian text NOT NULL,
    name_english    text NOT NULL,
    ordinal         integer NOT NULL,
    version         integer NOT NULL CHECK (version > 0)
);
COMMENT ON COLUMN field.version IS 'The newest tree that has it; a field of an older tree cannot be chosen.';
COMMENT ON COLUMN field.ordinal IS 'Its position in the tree, read from top to bottom.';

CREATE TABLE partner (
    id              uuid PRIMARY KEY,
    name            text NOT NULL,
    name_key        text NOT NULL CHECK (name_key <> ''),
    category        text NOT NULL,
    level           text CHECK (level IN ('national', 'province', 'regency', 'district', 'village')),
    area            text,
    legal_form      text,
    parent_id       uuid REFERENCES partner (id) CHECK (parent_id <> id),
    lineage         uuid[] NOT NULL CHECK (lineage[1] = id),
    since           date,
    distinct_reason text,
    merged_into     uuid REFERENCES partner (id) CHECK (merged_into <> id),
    closed_on       date,
    version         integer NOT NULL DEFAULT 1 CHECK (version > 0)
);
CREATE INDEX partner_name ON partner (name_key);
CREATE INDEX partner_parent ON partner (parent_id);
CREATE INDEX partner_lineage ON partner USING gin (lineage);
CREATE INDEX partner_merged ON partner (merged_into) WHERE merged_into IS NOT NULL;
COMMENT ON COLUMN partner.lineage IS 'Its own id, then the ids above it up to the root; maintained with parent_id.';
COMMENT ON COLUMN partner.merged_into IS 'The partner that it turned out to be; its id stays valid and resolves to it.';
COMMENT ON COLUMN partner.distinct_reason IS 'Why it is not the partner of nearly the same name beside it.';

CREATE VIEW any_unit AS
SELECT id, kind, name, region, zone, NULL::text AS category, NULL::uuid AS parent_id, ARRAY[id] AS lineage,
       id AS resolved_id
FROM unit
UNION ALL
SELECT m.id, 'partner', s.name, NULL, NULL, s.category, s.parent_id, m.id || s.lineage, s.id
FROM partner m JOIN partner s ON s.id = coalesce(m.merged_into, m.id);
COMMENT ON VIEW any_unit IS
    'Units of every kind, by every id that was ever theirs; a merged partner shows the one that it resolves to.';

ALTER TABLE position ADD COLUMN version integer NOT NULL DEFAULT 1 CHECK (version > 0);
COMMENT ON COLUMN position.version IS 'Here, where positions are owned, each change of one raises its version.';

GRANT SELECT, INSERT, UPDATE ON unit, unit_period, field, partner TO {app};
GRANT SELECT, INSERT ON unit_predecessor TO {app};
GRANT SELECT ON facility, regional_office, any_unit TO {app};
"""


def upgrade() -> None:
    run_sql(SQL)
