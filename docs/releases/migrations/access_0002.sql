CREATE TABLE subscriber (
    name                text        PRIMARY KEY CHECK (name ~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$'),
    status              text        NOT NULL CHECK (status IN ('active', 'suspended', 'revoked')),
    topics              text[]      NOT NULL CHECK (cardinality(topics) > 0),
    facilities          uuid[]      CHECK (cardinality(facilities) > 0),
    requests_per_minute integer     NOT NULL CHECK (requests_per_minute > 0),
    changed_at          timestamptz NOT NULL
);
COMMENT ON TABLE subscriber IS 'Systems of other offices, and the topics that each may read. In every service.';
COMMENT ON COLUMN subscriber.topics IS 'Without the instance; internal topics are never served to subscribers.';
COMMENT ON COLUMN subscriber.facilities IS 'The facilities whose events it may read; null: all.';

CREATE TABLE subscriber_token (
    hash        text        PRIMARY KEY CHECK (hash ~ '^[0-9a-f]{64}$'),
    subscriber  text        NOT NULL REFERENCES subscriber,
    issued_at   timestamptz NOT NULL,
    valid_until timestamptz
);
CREATE INDEX subscriber_token_selector ON subscriber_token (left(hash, 16));
CREATE INDEX subscriber_token_subscriber ON subscriber_token (subscriber);
COMMENT ON TABLE subscriber_token IS 'SHA-256 of each token; after a rotation the old one is valid for a while.';

CREATE TABLE subscriber_history (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at         timestamptz NOT NULL,
    who        text        NOT NULL,
    what       text        NOT NULL CHECK (what IN ('registered', 'changed', 'issued', 'rotated', 'suspended',
                                                    'resumed', 'revoked')),
    why        text        NOT NULL,
    subscriber text        NOT NULL REFERENCES subscriber
);
CREATE INDEX subscriber_history_subscriber ON subscriber_history (subscriber, id);
COMMENT ON TABLE subscriber_history IS 'Operations on a subscriber: which, by whom, when and why; append-only.';

GRANT SELECT, INSERT, UPDATE ON subscriber TO app;
GRANT SELECT, INSERT, UPDATE, DELETE ON subscriber_token TO app;
GRANT SELECT, INSERT ON subscriber_history TO app;
