CREATE TABLE position (
    id          uuid PRIMARY KEY,
    account     text NOT NULL,
    capability  text NOT NULL CHECK (capability IN (
        'cooperation_officer', 'coaching_officer', 'session_recorder', 'health_officer', 'probation_officer', 'head',
        'reviewer', 'reader', 'master_data_keeper', 'publication_officer', 'auditor', 'data_protection_officer',
        'partner_contact', 'system_subscriber', 'operator')),
    scope_kind  text NOT NULL CHECK (scope_kind IN ('facility', 'region', 'nation', 'partner')),
    unit        text NOT NULL CHECK ((scope_kind = 'nation') = (unit = '')),
    capacity    text NOT NULL CHECK (capacity IN ('definitive', 'acting', 'daily_acting', 'caretaker', 'temporary')),
    title       text,
    letter      text,
    acts_for    uuid CHECK (acts_for <> id),
    valid_from  date NOT NULL,
    valid_until date CHECK (valid_until >= valid_from)
);
CREATE INDEX position_account ON position (account);
CREATE INDEX position_unit ON position (unit);
COMMENT ON COLUMN position.acts_for IS 'The position whose holder this one replaces.';

CREATE TABLE partner_tree (
    id          uuid PRIMARY KEY,
    parent_id   uuid,
    merged_into uuid CHECK (merged_into <> id)
);
CREATE INDEX partner_tree_parent ON partner_tree (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX partner_tree_merged ON partner_tree (merged_into) WHERE merged_into IS NOT NULL;
COMMENT ON TABLE partner_tree IS 'Which partner is under which; the contact of a partner acts for everything under it.';
COMMENT ON COLUMN partner_tree.merged_into IS 'The partner that this one turned out to be.';

CREATE TABLE audit_trail (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at             timestamptz NOT NULL,
    recorded_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
    account        text NOT NULL,
    capability     text,
    capacity       text,
    unit           text,
    use_case       text NOT NULL,
    reason         text,
    correlation_id text NOT NULL
);
COMMENT ON TABLE audit_trail IS 'Who changed something, in which capacity, why and when; append-only.';

GRANT SELECT, INSERT, UPDATE ON position, partner_tree TO app;
GRANT SELECT, INSERT ON audit_trail TO app;
