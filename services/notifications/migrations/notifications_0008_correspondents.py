"""People without an account: offices of partners with an address, and the links that show them one notice."""

from shared.postgres.migrations import run_sql

revision = "notifications_0008"
down_revision = "notifications_0007"
branch_labels = None
depends_on = None

SQL = """
CREATE TABLE partner_name (
    partner_id uuid    PRIMARY KEY,
    version    integer NOT NULL,
    name       text    NOT NULL CHECK (name <> '')
);
COMMENT ON TABLE partner_name IS 'The name of each partner; of a person a general word.';

CREATE TABLE correspondent (
    id          uuid        PRIMARY KEY,
    partner_id  uuid        NOT NULL,
    office      text        NOT NULL CHECK (office <> ''),
    channel     text        NOT NULL CHECK (channel IN ('email', 'whatsapp', 'sms')),
    address     text        NOT NULL CHECK (address <> ''),
    consent     text,
    valid_until date,
    given_by    text        NOT NULL,
    given_at    timestamptz NOT NULL,
    ended_at    timestamptz,
    ended_by    text,
    refused_at  timestamptz,
    version     integer     NOT NULL CHECK (version > 0),
    CHECK (channel = 'email' OR consent IS NOT NULL),
    CHECK ((ended_at IS NULL) = (ended_by IS NULL))
);
COMMENT ON TABLE correspondent IS 'Restricted: an office of a partner that is reached without an account.';
COMMENT ON COLUMN correspondent.consent IS 'The letter in which the partner agrees to be reached by telephone.';
COMMENT ON COLUMN correspondent.refused_at IS 'When the server of the address said that there is no such address.';
CREATE INDEX correspondent_of ON correspondent (partner_id, id) WHERE ended_at IS NULL;

CREATE TABLE link (
    id               uuid        PRIMARY KEY,
    correspondent_id uuid        NOT NULL REFERENCES correspondent,
    notice_id        uuid        NOT NULL REFERENCES notice,
    digest           bytea       NOT NULL UNIQUE CHECK (length(digest) = 32),
    made_at          timestamptz NOT NULL,
    expires_at       timestamptz NOT NULL,
    opened_at        timestamptz,
    read_at          timestamptz,
    withdrawn_at       timestamptz,
    withdrawn_by       text,
    UNIQUE (notice_id, correspondent_id),
    CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL))
);
COMMENT ON TABLE link IS 'A link shows one notice to one correspondent, for an hour from its opening.';
COMMENT ON COLUMN link.digest IS 'The hash of its secret; the secret itself is only in the message.';
CREATE INDEX link_of ON link (correspondent_id, made_at DESC);

CREATE TABLE link_history (
    id               bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    notice_id        uuid        NOT NULL,
    correspondent_id uuid        NOT NULL,
    what             text        NOT NULL CHECK (what IN ('made', 'opened', 'seen', 'withdrawn')),
    at               timestamptz NOT NULL,
    by               text        NOT NULL
);
COMMENT ON TABLE link_history IS 'What happened with each link, and when; rows are only inserted.';

ALTER TABLE delivery ADD COLUMN unreachable_since timestamptz;
COMMENT ON COLUMN delivery.unreachable_since IS 'Since when the server of its channel does not answer; null: it did.';
GRANT UPDATE (unreachable_since) ON delivery TO {app};

GRANT SELECT, INSERT, UPDATE, DELETE ON partner_name TO {app};
GRANT SELECT, INSERT ON correspondent, link, link_history TO {app};
GRANT UPDATE (ended_at, ended_by, refused_at, version) ON correspondent TO {app};
GRANT UPDATE (digest, made_at, expires_at, opened_at, read_at, withdrawn_at, withdrawn_by) ON link TO {app};
"""


def upgrade() -> None:
    run_sql(SQL)
