CREATE TABLE idempotency (
    account    text  NOT NULL,
    key        text  NOT NULL,
    request    bytea NOT NULL,
    status     integer,
    headers    text,
    body       bytea,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (account, key)
);
COMMENT ON TABLE idempotency IS 'One row a POST, written in the same transaction as its effect.';
CREATE INDEX idempotency_age ON idempotency (created_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON idempotency TO app;
