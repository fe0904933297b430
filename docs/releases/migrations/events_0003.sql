CREATE TABLE operator_log (
    id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    who     text        NOT NULL,
    what    text        NOT NULL CHECK (what IN ('relay_paused', 'relay_resumed', 'consumer_paused', 'consumer_resumed',
                                                 'projection_rebuilt', 'generation_raised', 'parking_allowed')),
    why     text        NOT NULL,
    outcome text        NOT NULL
);
COMMENT ON TABLE operator_log IS 'Manual operations: pauses, resumptions, rebuilds, raised generations; append-only.';

GRANT SELECT, INSERT ON operator_log TO app;
