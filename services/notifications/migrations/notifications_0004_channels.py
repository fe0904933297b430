"""How people are reached outside the inbox: their addresses and habits, what is to be sent, and every attempt."""

from shared.postgres.migrations import run_sql

revision = "notifications_0004"
down_revision = "notifications_0003"
branch_labels = None
depends_on = None

SQL = """
CREATE TABLE recipient (
    account        text    PRIMARY KEY,
    version        integer NOT NULL CHECK (version >= 0),
    zone           text    CHECK (zone IN ('Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura')),
    quiet_from     integer NOT NULL CHECK (quiet_from BETWEEN 0 AND 23),
    quiet_until    integer NOT NULL CHECK (quiet_until BETWEEN 0 AND 23),
    digest_at      integer NOT NULL CHECK (digest_at BETWEEN 0 AND 23),
    on_free_days   boolean NOT NULL,
    preferences    jsonb   NOT NULL
);
COMMENT ON TABLE recipient IS 'The habits of an account: when, how and of what it wants to be told outside the inbox.';
COMMENT ON COLUMN recipient.zone IS 'The zone of its hours; null: that of each notice.';

CREATE TABLE recipient_way (
    account      text        NOT NULL REFERENCES recipient,
    channel      text        NOT NULL CHECK (channel IN ('email', 'whatsapp', 'sms')),
    address      text        NOT NULL CHECK (address <> ''),
    given_by     text        NOT NULL,
    given_at     timestamptz NOT NULL,
    code_wanted  boolean     NOT NULL,
    code         bytea,
    code_until   timestamptz,
    code_tries   integer     NOT NULL DEFAULT 0,
    confirmed_at timestamptz,
    refused_at   timestamptz,
    PRIMARY KEY (account, channel),
    CHECK ((code IS NULL) = (code_until IS NULL))
);
COMMENT ON TABLE recipient_way IS 'Restricted: the address of an account in a channel. Nothing else has it.';
COMMENT ON COLUMN recipient_way.code IS 'A digest of the code that was sent last; the code itself is not stored.';
COMMENT ON COLUMN recipient_way.confirmed_at IS 'When the account entered the code, and so agreed to be told there.';
COMMENT ON COLUMN recipient_way.refused_at IS 'When the server of the address said that there is no such address.';

CREATE INDEX recipient_way_code ON recipient_way (account) WHERE code_wanted;

CREATE TABLE recipient_history (
    id      bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account text        NOT NULL,
    channel text,
    what    text        NOT NULL CHECK (what IN ('given', 'confirmed', 'withdrawn', 'refused', 'affirmed', 'habits')),
    at      timestamptz NOT NULL,
    by      text        NOT NULL
);
COMMENT ON TABLE recipient_history IS 'Who gave, confirmed or withdrew what and when; rows are only inserted.';
CREATE INDEX recipient_history_of ON recipient_history (account, id);

CREATE TABLE notice_to_tell (
    notice_id uuid NOT NULL REFERENCES notice,
    kind      text NOT NULL CHECK (kind IN ('notice', 'again')),
    PRIMARY KEY (notice_id, kind)
);
COMMENT ON TABLE notice_to_tell IS 'Notices for which deliveries are still to be made; a job takes them.';
CREATE FUNCTION notice_to_tell() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    INSERT INTO notice_to_tell (notice_id, kind) SELECT id, 'notice' FROM added;
    RETURN NULL;
END
$$;
-- A trigger, so that the processes of the version before tell of their notices, too.
CREATE TRIGGER notice_to_tell AFTER INSERT ON notice REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION notice_to_tell();

CREATE TABLE delivery (
    id           uuid        PRIMARY KEY,
    kind         text        NOT NULL CHECK (kind IN ('notice', 'again', 'code')),
    notice_id    uuid        REFERENCES notice,
    rule         text,
    desk         text,
    severity     text        NOT NULL CHECK (severity IN ('information', 'action', 'critical')),
    account      text        NOT NULL,
    channel      text        NOT NULL CHECK (channel IN ('email', 'whatsapp', 'sms')),
    daily        boolean     NOT NULL,
    state        text        NOT NULL CHECK (state IN ('waiting', 'sent', 'dropped', 'failed')),
    cause        text,
    attempts     integer     NOT NULL DEFAULT 0,
    deferrals    integer     NOT NULL DEFAULT 0,
    due_at       timestamptz NOT NULL,
    made_at      timestamptz NOT NULL,
    ended_at     timestamptz,
    leased_until timestamptz,
    CHECK ((kind = 'code') = (notice_id IS NULL)),
    CHECK (num_nonnulls(notice_id, rule, desk) IN (0, 3)),
    CHECK ((state = 'waiting') = (ended_at IS NULL)),
    CHECK (state NOT IN ('dropped', 'failed') OR cause IS NOT NULL)
);
COMMENT ON TABLE delivery IS 'One notice, or one code, to one account in one channel.';
COMMENT ON COLUMN delivery.daily IS 'Part of the digest of its day.';
COMMENT ON COLUMN delivery.leased_until IS 'Until then, by the clock of the database, a sender is at work on it.';
CREATE UNIQUE INDEX delivery_once ON delivery (notice_id, kind, account, channel);
CREATE INDEX delivery_due ON delivery (channel, due_at) WHERE state = 'waiting';
CREATE INDEX delivery_listed ON delivery (state, id DESC);
CREATE INDEX delivery_ended ON delivery (ended_at) WHERE state <> 'waiting';

CREATE TABLE delivery_attempt (
    delivery_id  uuid        NOT NULL REFERENCES delivery ON DELETE CASCADE,
    number       integer     NOT NULL,
    at           timestamptz NOT NULL,
    outcome      text        NOT NULL CHECK (outcome IN ('accepted', 'deferred', 'refused', 'unreachable', 'broken')),
    cause        text,
    milliseconds integer     NOT NULL CHECK (milliseconds >= 0),
    PRIMARY KEY (delivery_id, number)
);
COMMENT ON TABLE delivery_attempt IS 'Every attempt with its outcome: codes of the server, never its sentences.';
CREATE INDEX delivery_attempt_at ON delivery_attempt (at);

GRANT SELECT, INSERT ON recipient, recipient_history TO {app};
GRANT UPDATE (version, zone, quiet_from, quiet_until, digest_at, on_free_days, preferences) ON recipient TO {app};
GRANT SELECT, INSERT, DELETE ON recipient_way, delivery_attempt TO {app};
-- To lock a row is a right of those who may change it.
GRANT SELECT, INSERT, UPDATE, DELETE ON notice_to_tell TO {app};
GRANT UPDATE (address, given_by, given_at, code_wanted, code, code_until, code_tries, confirmed_at,
              refused_at) ON recipient_way TO {app};
GRANT SELECT, INSERT, DELETE ON delivery TO {app};
GRANT UPDATE (state, cause, attempts, deferrals, due_at, ended_at, leased_until) ON delivery TO {app};
"""


def upgrade() -> None:
    run_sql(SQL)
