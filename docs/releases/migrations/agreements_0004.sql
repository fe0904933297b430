CREATE TABLE reviewer (
    agreement_id  uuid NOT NULL REFERENCES agreement (id),
    round         integer NOT NULL CHECK (round > 0),
    side          text NOT NULL CHECK (side IN ('partner', 'facility', 'region', 'directorate_general')),
    unit          text NOT NULL CHECK ((side = 'directorate_general') = (unit = '')),
    waiting_since timestamptz NOT NULL,
    verdict       text CHECK (verdict IN ('pass', 'revise')),
    answered_at   timestamptz,
    comments      jsonb NOT NULL DEFAULT '[]',
    letter        text,
    meeting_id    uuid REFERENCES meeting (id),
    override_reason text,
    text_hash     text NOT NULL,
    PRIMARY KEY (agreement_id, round, side, unit),
    CHECK ((verdict IS NULL) = (answered_at IS NULL)),
    CHECK (verdict IS DISTINCT FROM 'revise' OR comments <> '[]')
);
COMMENT ON TABLE reviewer IS 'A reviewer of a round: a region, facility, partner or the directorate general.';

COMMENT ON COLUMN reviewer.text_hash IS 'The reviewed text; a verdict stays valid for the same text in later rounds.';

GRANT SELECT, INSERT, UPDATE ON reviewer TO app;
