CREATE TABLE outbox (
    id             bigint GENERATED ALWAYS AS IDENTITY (CACHE 1) PRIMARY KEY,
    topic          text        NOT NULL,
    key            text        NOT NULL,
    stream_version bigint      NOT NULL CHECK (stream_version > 0),
    key_hash       integer     NOT NULL CHECK (key_hash >= 0),
    type           text        NOT NULL,
    event_id       uuid        NOT NULL,
    data           bytea       NOT NULL CHECK (octet_length(data) <= 200000),
    headers        text        NOT NULL,
    created_at     timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE outbox IS 'The event log: append-only, kept forever, written last in the business transaction.';

CREATE TABLE stream (
    topic   text   NOT NULL,
    key     text   NOT NULL,
    version bigint NOT NULL CHECK (version > 0),
    PRIMARY KEY (topic, key)
) WITH (fillfactor = 70);
COMMENT ON TABLE stream IS 'The last version of each stream; its row lock keeps a stream in commit order.';

CREATE TABLE relay (
    one        boolean     PRIMARY KEY DEFAULT true CHECK (one),
    cursor     bigint      NOT NULL DEFAULT 0,
    epoch      bigint      NOT NULL DEFAULT 0,
    generation integer     NOT NULL DEFAULT 1,
    leader     text,
    paused     text,
    saved_at   timestamptz NOT NULL DEFAULT clock_timestamp()
) WITH (fillfactor = 50);
INSERT INTO relay DEFAULT VALUES;
COMMENT ON TABLE relay IS 'Kafka has acknowledged all events up to the cursor; the epoch fences a replaced leader.';
COMMENT ON COLUMN relay.paused IS 'Who paused the relay, when and why; null while it runs.';

CREATE TABLE relay_tail (
    topic   text    NOT NULL,
    shard   integer NOT NULL CHECK (shard BETWEEN 0 AND 127),
    last_id bigint  NOT NULL,
    PRIMARY KEY (topic, shard)
) WITH (fillfactor = 50);
COMMENT ON TABLE relay_tail IS 'The last relayed id of each shard, named by the next record of that shard.';

CREATE TABLE inbox_mark (
    consumer   text    NOT NULL,
    source     text    NOT NULL,
    topic      text    NOT NULL,
    shard      integer NOT NULL CHECK (shard BETWEEN 0 AND 127),
    last_id    bigint  NOT NULL,
    generation integer NOT NULL DEFAULT 1,
    held       boolean NOT NULL DEFAULT false,
    paused     text,
    PRIMARY KEY (consumer, topic, shard)
) WITH (fillfactor = 50);
COMMENT ON TABLE inbox_mark IS 'The chained watermark: the last id applied of each shard, saved with the effect.';
COMMENT ON COLUMN inbox_mark.paused IS 'Who paused the consumer, when and why; repeated on each mark.';

CREATE TABLE inbox_offset (
    consumer    text    NOT NULL,
    topic       text    NOT NULL,
    partition   integer NOT NULL,
    next_offset bigint  NOT NULL,
    PRIMARY KEY (consumer, topic, partition)
) WITH (fillfactor = 50);
COMMENT ON TABLE inbox_offset IS 'The next offset to read in Kafka, saved with the effect.';

CREATE TABLE parked_key (
    consumer text    NOT NULL,
    topic    text    NOT NULL,
    key      text    NOT NULL,
    records  integer NOT NULL DEFAULT 0,
    PRIMARY KEY (consumer, topic, key)
);
COMMENT ON TABLE parked_key IS 'A key with parked records; its row lock protects adding and requeueing them.';

CREATE TABLE parked (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    consumer  text        NOT NULL,
    topic     text        NOT NULL,
    key       text        NOT NULL,
    partition integer     NOT NULL,
    "offset"  bigint      NOT NULL,
    reason    text        NOT NULL CHECK (reason IN ('unreadable', 'undecodable', 'unknown_type', 'refused', 'behind')),
    detail    text        NOT NULL,
    headers   text        NOT NULL,
    data      bytea       NOT NULL,
    parked_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX parked_in_order ON parked (consumer, topic, key, id);
CREATE INDEX parked_recently ON parked (consumer, parked_at) WHERE reason <> 'behind';
CREATE UNIQUE INDEX parked_unreadable_once ON parked (consumer, topic, partition, "offset", md5(data))
    WHERE reason = 'unreadable';
COMMENT ON TABLE parked IS 'Records that could not be applied, stored in full to be applied later, in order.';

CREATE TABLE parking_allowance (
    consumer text    PRIMARY KEY,
    records  integer NOT NULL DEFAULT 0 CHECK (records >= 0)
);
COMMENT ON TABLE parking_allowance IS 'Records that an operator lets a consumer park beyond its budget of the hour.';

CREATE TABLE parked_history (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at        timestamptz NOT NULL DEFAULT clock_timestamp(),
    who       text        NOT NULL,
    what      text        NOT NULL CHECK (what IN ('requeued', 'refused_again', 'discarded')),
    why       text        NOT NULL,
    outcome   text        NOT NULL,
    parked_id bigint      NOT NULL,
    consumer  text        NOT NULL,
    topic     text        NOT NULL,
    key       text        NOT NULL,
    partition integer     NOT NULL,
    "offset"  bigint      NOT NULL,
    headers   text        NOT NULL,
    data      bytea       CHECK ((data IS NOT NULL) = (what = 'discarded'))
);
COMMENT ON TABLE parked_history IS 'Operations on parked records; append-only, keeps the data of discarded records.';

GRANT SELECT, INSERT ON outbox TO app;
GRANT SELECT, INSERT, UPDATE ON stream TO app;
GRANT SELECT, INSERT, UPDATE, DELETE ON inbox_mark, inbox_offset, parked_key, parked TO app;
GRANT SELECT, INSERT, UPDATE ON parking_allowance TO app;
GRANT SELECT, INSERT ON parked_history TO app;
GRANT SELECT ON relay, relay_tail TO app;
GRANT SELECT ON outbox TO relay;
GRANT SELECT ON SEQUENCE outbox_id_seq TO app, relay;
GRANT SELECT, UPDATE ON relay TO relay;
GRANT SELECT, INSERT, UPDATE ON relay_tail TO relay;
