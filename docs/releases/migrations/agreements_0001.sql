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
    shipped        jsonb NOT NULL,
    version        integer NOT NULL DEFAULT 1 CHECK (version > 0),
    UNIQUE (kind, name),
    CHECK ((kind = 'facility') = (facility_kind IS NOT NULL)),
    CHECK (kind <> 'facility' OR region IS NOT NULL),
    CHECK (kind <> 'regional_office' OR region = code)
);
CREATE INDEX unit_region ON unit (region, name);
COMMENT ON COLUMN unit.shipped IS 'Its row of the reference data; a new edition is compared with it.';
COMMENT ON TABLE unit IS 'Our own units as they are today, which decides access. unit_period has their past.';

CREATE TABLE unit_period (
    unit_id        uuid NOT NULL REFERENCES unit (id),
    valid_from     date NOT NULL,
    valid_until    date CHECK (valid_until >= valid_from),
    name           text NOT NULL,
    facility_kind  text,
    facility_class text,
    office         text,
    region         text,
    zone           text NOT NULL,
    begun          boolean NOT NULL,
    PRIMARY KEY (unit_id, valid_from)
);
CREATE INDEX unit_period_to_begin ON unit_period (valid_from) WHERE NOT begun;
COMMENT ON TABLE unit_period IS 'Name, kind, class and office of a unit in a period, for documents of that time.';
COMMENT ON COLUMN unit_period.office IS 'The office as text: before November 2024 that of another ministry.';
COMMENT ON COLUMN unit_period.begun IS 'Whether its values were taken over into the unit.';

CREATE TABLE unit_predecessor (
    unit_id        uuid NOT NULL REFERENCES unit (id),
    predecessor_id uuid NOT NULL REFERENCES unit (id),
    PRIMARY KEY (unit_id, predecessor_id),
    CHECK (unit_id <> predecessor_id)
);
COMMENT ON TABLE unit_predecessor IS 'The units whose work a unit continues, after a split or a merger.';

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
COMMENT ON COLUMN field.version IS 'The newest tree that has the field; a field of an older tree cannot be chosen.';
COMMENT ON COLUMN field.ordinal IS 'Its number in the tree, counted from top to bottom.';

CREATE TABLE partner (
    id              uuid PRIMARY KEY,
    name            text NOT NULL,
    name_key        text NOT NULL CHECK (name_key <> ''),
    twin_key        text NOT NULL CHECK (twin_key <> ''),
    category        text NOT NULL CHECK (category IN (
        'local_government', 'narcotics_agency', 'law_enforcement', 'vertical_agency', 'state_enterprise',
        'private_company', 'health_provider', 'education', 'religious_org', 'foundation_ngo', 'community_group',
        'certification_body', 'media', 'international_organisation', 'village_government',
        'professional_association', 'cooperative', 'training_centre', 'individual')),
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
CREATE INDEX partner_twin ON partner (twin_key);
CREATE INDEX partner_parent ON partner (parent_id);
CREATE INDEX partner_lineage ON partner USING gin (lineage);
CREATE INDEX partner_merged ON partner (merged_into) WHERE merged_into IS NOT NULL;
COMMENT ON COLUMN partner.lineage IS 'Its own id, then the ids above it; a merged partner is under the one that stays.';
COMMENT ON COLUMN partner.twin_key IS 'The name with abbreviations written out; partners of one key may be one.';
COMMENT ON COLUMN partner.merged_into IS 'The partner that it turned out to be; its id stays valid and resolves to it.';
COMMENT ON COLUMN partner.public_name IS 'The name for lists, events and notices; an individual has none of its own.';
COMMENT ON COLUMN partner.distinct_reason IS 'Why it differs from the partner of nearly the same name.';

CREATE VIEW partner_resolved AS
SELECT named.id AS named_as, stays.*
FROM partner named JOIN partner stays ON stays.id = coalesce(named.merged_into, named.id);
COMMENT ON VIEW partner_resolved IS 'Partners by every id that was ever theirs: a merged one shows the one that stays.';

CREATE VIEW any_unit AS
SELECT id AS named_as, id, kind, name, name AS public_name, region, zone, NULL::text AS category, ARRAY[id] AS lineage
FROM unit
UNION ALL
SELECT named_as, id, 'partner', name, public_name, NULL, NULL, category, lineage FROM partner_resolved;
COMMENT ON VIEW any_unit IS
    'Units of every kind by every id that was ever theirs; a merged partner shows the one that stays.';

ALTER TABLE position ADD COLUMN version integer NOT NULL DEFAULT 1 CHECK (version > 0);
COMMENT ON COLUMN position.version IS 'Each change raises it; only this service, which owns positions, has versions.';

GRANT SELECT, INSERT, UPDATE ON unit, unit_period, field, partner TO app;
GRANT SELECT, INSERT ON unit_predecessor TO app;
GRANT SELECT ON facility, regional_office, partner_resolved, any_unit TO app;
