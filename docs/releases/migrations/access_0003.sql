ALTER TABLE position ADD COLUMN region text, ADD COLUMN recorded_at timestamptz;
COMMENT ON COLUMN position.region IS 'The region of the unit, for facilities and regional offices.';
COMMENT ON COLUMN position.recorded_at IS 'When the register recorded this state, by the business clock.';

ALTER TABLE audit_trail ADD COLUMN scope_kind text, ADD COLUMN region text;
COMMENT ON COLUMN audit_trail.region IS 'The region of the unit of the grant that was used; null outside regions.';
CREATE INDEX audit_trail_account ON audit_trail (account, id);
CREATE INDEX audit_trail_unit ON audit_trail (unit, id);
CREATE INDEX audit_trail_region ON audit_trail (region, id);

CREATE TABLE positions_freshness (
    one           boolean     PRIMARY KEY DEFAULT true CHECK (one),
    compared_at   timestamptz NOT NULL,
    up_to_date_at timestamptz CHECK (up_to_date_at <= compared_at),
    shards_behind integer     NOT NULL CHECK (shards_behind >= 0),
    parked        integer     NOT NULL CHECK (parked >= 0)
);
COMMENT ON TABLE positions_freshness IS 'The worker''s last comparison of its positions with those of their owner.';
COMMENT ON COLUMN positions_freshness.up_to_date_at IS 'When nothing that the owner had relayed was missing here.';

GRANT SELECT, INSERT, UPDATE ON positions_freshness TO app;
