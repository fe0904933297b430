CREATE INDEX outbox_shard ON outbox (topic, (key_hash %% 128), id);

CREATE TABLE relay_generation (
    generation integer PRIMARY KEY,
    after_id   bigint  NOT NULL
);
COMMENT ON TABLE relay_generation IS 'Generations of the log: ids above after_id were sent in this or a later one.';
INSERT INTO relay_generation (generation, after_id) SELECT generation, 0 FROM relay;

GRANT SELECT ON relay_generation TO app;
