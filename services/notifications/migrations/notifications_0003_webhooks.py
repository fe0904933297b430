"""Webhooks: endpoints of subscribers, how far each has read, deliveries and attempts."""

from shared.postgres.migrations import run_sql

revision = "notifications_0003"
down_revision = "notifications_0002"
branch_labels = None
depends_on = ("access_0002",)

SQL = """
CREATE TABLE webhook (
    id         uuid        PRIMARY KEY,
    subscriber text        NOT NULL REFERENCES subscriber,
    address    text        NOT NULL CHECK (address ~ '^https?://'),
    topics     text[]      NOT NULL CHECK (cardinality(topics) > 0),
    types      text[]      NOT NULL,
    facilities uuid[]      NOT NULL,
    enabled    boolean     NOT NULL DEFAULT true,
    ground     text        CHECK (ground IN ('by_hand', 'gone', 'failing')),
    reason     text,
    changed_at timestamptz NOT NULL,
    version    integer     NOT NULL DEFAULT 1 CHECK (version > 0),
    since      timestamptz,
    failures   integer     NOT NULL DEFAULT 0,
    failing_since timestamptz,
    paused_until  timestamptz,
    CHECK (enabled = (ground IS NULL))
);
COMMENT ON TABLE webhook IS 'Addresses of subscribers to which events are sent.';
COMMENT ON COLUMN webhook.since IS 'The sender still has to find the position of events recorded from here on.';
COMMENT ON COLUMN webhook.failures IS 'Failed attempts since the last success.';
CREATE INDEX webhook_subscriber ON webhook (subscriber, id);

CREATE TABLE webhook_secret (
    webhook_id  uuid        NOT NULL REFERENCES webhook,
    number      integer     NOT NULL CHECK (number > 0),
    issued_at   timestamptz NOT NULL,
    valid_until timestamptz,
    PRIMARY KEY (webhook_id, number)
);
COMMENT ON TABLE webhook_secret IS 'Numbers of secrets; a secret itself is derived from a key that is not stored here.';

CREATE TABLE webhook_position (
    webhook_id uuid        NOT NULL REFERENCES webhook,
    topic      text        NOT NULL,
    cursor     text        NOT NULL,
    since      timestamptz NOT NULL,
    PRIMARY KEY (webhook_id, topic)
);
COMMENT ON TABLE webhook_position IS 'How far an endpoint has read a topic; events recorded before since are skipped.';

CREATE TABLE webhook_delivery (
    webhook_id     uuid        NOT NULL REFERENCES webhook,
    event_id       uuid        NOT NULL,
    type           text        NOT NULL,
    topic          text        NOT NULL,
    key            text        NOT NULL,
    stream_version bigint      NOT NULL,
    chain_id       bigint      NOT NULL,
    state          text        NOT NULL CHECK (state IN ('waiting', 'set_aside', 'delivered', 'failed', 'withheld')),
    attempts       integer     NOT NULL DEFAULT 0,
    noted_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
    first_at       timestamptz,
    next_at        timestamptz,
    done_at        timestamptz,
    PRIMARY KEY (webhook_id, event_id),
    CHECK ((next_at IS NOT NULL) = (state IN ('waiting', 'set_aside'))),
    CHECK ((done_at IS NULL) = (state IN ('waiting', 'set_aside')))
);
COMMENT ON TABLE webhook_delivery IS 'One event for one endpoint; its content stays in the log of its service.';
CREATE INDEX webhook_delivery_open ON webhook_delivery (webhook_id, topic, key, chain_id) WHERE state = 'waiting';
CREATE INDEX webhook_delivery_due ON webhook_delivery (webhook_id, next_at) WHERE next_at IS NOT NULL;
CREATE INDEX webhook_delivery_latest ON webhook_delivery (webhook_id, noted_at DESC, event_id DESC);
CREATE INDEX webhook_delivery_done ON webhook_delivery (done_at) WHERE done_at IS NOT NULL;

CREATE TABLE webhook_attempt (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    webhook_id   uuid        NOT NULL REFERENCES webhook,
    event_id     uuid        NOT NULL,
    at           timestamptz NOT NULL DEFAULT clock_timestamp(),
    cause        text        NOT NULL,
    status       integer,
    milliseconds integer     NOT NULL CHECK (milliseconds >= 0)
);
COMMENT ON TABLE webhook_attempt IS 'Every request to an endpoint and its end; neither what was sent nor the answer.';
CREATE INDEX webhook_attempt_latest ON webhook_attempt (webhook_id, id DESC);
CREATE INDEX webhook_attempt_event ON webhook_attempt (webhook_id, event_id, id);
CREATE INDEX webhook_attempt_at ON webhook_attempt (at);

GRANT SELECT, INSERT, UPDATE ON webhook, webhook_secret TO {app};
GRANT SELECT, INSERT, UPDATE, DELETE ON webhook_position, webhook_delivery TO {app};
GRANT SELECT, INSERT, DELETE ON webhook_attempt TO {app};
"""


def upgrade() -> None:
    run_sql(SQL)
