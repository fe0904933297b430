CREATE TABLE session (
    key_hash         bytea       PRIMARY KEY CHECK (octet_length(key_hash) = 32),
    account          text        NOT NULL,
    provider_session text,
    tokens           bytea,
    tokens_until     timestamptz NOT NULL,
    created_at       timestamptz NOT NULL DEFAULT now(),
    used_at          timestamptz NOT NULL DEFAULT now(),
    idle_until       timestamptz NOT NULL,
    ends_at          timestamptz NOT NULL,
    ended_at         timestamptz,
    ended_by         text        CHECK (ended_by IN ('logout', 'provider', 'login', 'refresh')),
    CHECK ((ended_at IS NULL) = (tokens IS NOT NULL)),
    CHECK ((ended_at IS NULL) = (ended_by IS NULL))
);
COMMENT ON TABLE session IS 'Sessions of browsers. A row that has ended has no tokens, and is removed after a day.';
COMMENT ON COLUMN session.key_hash IS 'SHA-256 of the key in the cookie: who reads this table cannot use a session.';
COMMENT ON COLUMN session.account IS 'The subject of the tokens; never a name.';
COMMENT ON COLUMN session.provider_session IS 'The session id of the identity provider (sid), for back-channel logout.';
COMMENT ON COLUMN session.tokens IS 'Access, refresh and identity token, encrypted and bound to this row.';
COMMENT ON COLUMN session.tokens_until IS 'The end of the access token.';
COMMENT ON COLUMN session.used_at IS 'The last use by a person; scripts that keep a page fresh do not count.';
CREATE INDEX session_provider ON session (provider_session) WHERE ended_at IS NULL;
CREATE INDEX session_account ON session (account) WHERE ended_at IS NULL;
CREATE INDEX session_end ON session (least(idle_until, ends_at));

CREATE TABLE login_attempt (
    state_hash   bytea       PRIMARY KEY,
    browser_hash bytea       NOT NULL,
    secrets      bytea       NOT NULL,
    return_to    text        NOT NULL CHECK (return_to ~ '^/([^/]|$)'),
    expires_at   timestamptz NOT NULL
);
COMMENT ON TABLE login_attempt IS 'Logins that have begun and not returned; each is used once, by its own browser.';
COMMENT ON COLUMN login_attempt.secrets IS 'The nonce and the code verifier (RFC 7636), encrypted.';
CREATE INDEX login_attempt_end ON login_attempt (expires_at);

CREATE TABLE logout_token (
    id         text        PRIMARY KEY,
    expires_at timestamptz NOT NULL
);
COMMENT ON TABLE logout_token IS 'Ids (jti) of back-channel logout tokens that were used: each is accepted once.';

GRANT SELECT, INSERT, DELETE ON session, login_attempt, logout_token TO app;
GRANT UPDATE (tokens, tokens_until, used_at, idle_until, ended_at, ended_by) ON session TO app;
