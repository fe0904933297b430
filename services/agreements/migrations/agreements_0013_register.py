"""Partners with mergers that can be taken back, all their names, particulars and contacts; dated facts of our units."""

from shared.postgres.migrations import run_sql

revision = "agreements_0013"
down_revision = "agreements_0012"
branch_labels = None
depends_on = None

SQL = """
CREATE TABLE partner_alias (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    partner_id      uuid NOT NULL REFERENCES partner (id),
    into_id         uuid NOT NULL REFERENCES partner (id),
    reason          text NOT NULL,
    letter          text,
    merged_at       timestamptz NOT NULL,
    merged_by       text NOT NULL,
    reversed_at     timestamptz,
    reversed_by     text,
    reversed_reason text,
    reversed_letter text,
    CHECK (partner_id <> into_id),
    CHECK ((reversed_at IS NULL) = (reversed_by IS NULL)),
    CHECK ((reversed_at IS NULL) = (reversed_reason IS NULL))
);
CREATE UNIQUE INDEX partner_alias_in_force ON partner_alias (partner_id) WHERE reversed_at IS NULL;
CREATE INDEX partner_alias_into ON partner_alias (into_id);
COMMENT ON TABLE partner_alias IS
    'Which partner turned out to be which other one, and the mergers that were taken back. partner_tree resolves it.';

CREATE TABLE partner_spelling (
    partner_id uuid NOT NULL REFERENCES partner (id),
    name       text NOT NULL,
    name_key   text NOT NULL CHECK (name_key <> ''),
    words      text[] NOT NULL,
    words_key  text NOT NULL,
    joined     text NOT NULL,
    used_until date,
    PRIMARY KEY (partner_id, name)
);
CREATE INDEX partner_spelling_words ON partner_spelling USING gin (words);
CREATE INDEX partner_spelling_words_key ON partner_spelling (words_key);
CREATE INDEX partner_spelling_joined ON partner_spelling (joined);
COMMENT ON TABLE partner_spelling IS 'Every name of a partner, taken apart so that duplicates are found.';
COMMENT ON COLUMN partner_spelling.words IS 'The words that tell it from others; abbreviations are written out.';
COMMENT ON COLUMN partner_spelling.used_until IS 'The day of the renaming; null: the name of today.';

CREATE TABLE partner_duplicate (
    id               uuid PRIMARY KEY,
    partner_id       uuid NOT NULL REFERENCES partner (id),
    other_id         uuid NOT NULL REFERENCES partner (id),
    found_at         timestamptz NOT NULL,
    dismissed_at     timestamptz,
    dismissed_reason text,
    UNIQUE (partner_id, other_id),
    CHECK (partner_id < other_id),
    CHECK ((dismissed_at IS NULL) = (dismissed_reason IS NULL))
);
CREATE INDEX partner_duplicate_other ON partner_duplicate (other_id);
COMMENT ON TABLE partner_duplicate IS 'Pairs of partners that may be one. People merge them, or dismiss the pair.';

ALTER TABLE partner
    ADD COLUMN level text CHECK (level IN ('national', 'province', 'regency', 'city', 'district', 'village')),
    ADD COLUMN region text REFERENCES unit (code),
    ADD COLUMN head_office text,
    ADD COLUMN head_from date,
    ADD COLUMN head_until date CHECK (head_until >= head_from),
    ADD COLUMN risk_flags text[] NOT NULL DEFAULT '{}',
    ADD COLUMN closed_reason text;
COMMENT ON COLUMN partner.region IS 'Code of the regional office in whose area the partner is.';
COMMENT ON COLUMN partner.head_office IS 'The office of its head, such as Bupati; never a name.';
COMMENT ON COLUMN partner.risk_flags IS 'Codes of what to consider before an agreement; for our offices only.';

CREATE TABLE partner_contact (
    partner_id uuid NOT NULL REFERENCES partner (id),
    ordinal    integer NOT NULL CHECK (ordinal IN (1, 2)),
    office     text NOT NULL,
    duty       text,
    email      text,
    phone      text,
    PRIMARY KEY (partner_id, ordinal)
);
COMMENT ON TABLE partner_contact IS 'The offices of a partner that can be reached, each with its duty; never a name.';

CREATE OR REPLACE VIEW partner_resolved AS
SELECT named.id AS named_as, stays.*
FROM partner named JOIN partner stays ON stays.id = coalesce(named.merged_into, named.id);

CREATE TABLE unit_fact (
    unit_id     uuid NOT NULL REFERENCES unit (id),
    kind        text NOT NULL CHECK (kind IN ('official_code', 'capacity', 'population', 'province')),
    valid_from  date NOT NULL,
    value       text NOT NULL CHECK (value <> ''),
    source      text NOT NULL,
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (unit_id, kind, valid_from)
);
CREATE INDEX unit_fact_code ON unit_fact (value) WHERE kind = 'official_code';
COMMENT ON TABLE unit_fact IS 'Facts of our units, each from a day on until the next one of its kind.';
COMMENT ON COLUMN unit_fact.source IS 'Where the value was taken from, such as the name of a list with its date.';

CREATE TABLE field_edition (
    version integer PRIMARY KEY CHECK (version > 0),
    shipped integer NOT NULL CHECK (shipped >= 0)
);
COMMENT ON TABLE field_edition IS 'Versions of the tree of fields, each with the number of the shipped tree in it.';
ALTER TABLE field ADD COLUMN own boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN field.own IS 'Added by command: a newer shipped tree keeps it.';
INSERT INTO field_edition (version, shipped) SELECT max(version), max(version) FROM field HAVING count(*) > 0;

GRANT SELECT, INSERT, UPDATE ON partner_alias, partner_spelling, partner_duplicate, unit_fact TO {app};
GRANT SELECT, INSERT, DELETE ON partner_contact TO {app};
GRANT SELECT, INSERT ON field_edition TO {app};
"""


def upgrade() -> None:
    run_sql(SQL)
