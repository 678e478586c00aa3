CREATE TABLE session (
    id UUID NOT NULL PRIMARY KEY,
    token_hash BYTEA NOT NULL UNIQUE,
    account_id UUID NOT NULL REFERENCES account (id),
    started_at TIMESTAMPTZ NOT NULL,
    seen_at TIMESTAMPTZ NOT NULL,
    idle_seconds BIGINT NOT NULL,
    network TEXT NOT NULL,
    device TEXT NOT NULL,
    ended_at TIMESTAMPTZ,
    ended_why TEXT
);
CREATE INDEX session_account ON session (account_id);

-- From the right password to the code (D29). The code is bound to the attempt.
CREATE TABLE login_attempt (
    id UUID NOT NULL PRIMARY KEY,
    token_hash BYTEA NOT NULL UNIQUE,
    account_id UUID NOT NULL REFERENCES account (id),
    started_at TIMESTAMPTZ NOT NULL,
    network TEXT NOT NULL,
    code_hash BYTEA NOT NULL,
    code_sent_at TIMESTAMPTZ NOT NULL,
    wrong_tries INTEGER NOT NULL,
    completed_at TIMESTAMPTZ
);
CREATE INDEX login_attempt_started ON login_attempt (started_at);

-- Wrong tries per account, per unknown name and per network address; keys are keyed hashes.
CREATE TABLE login_failure (
    key BYTEA NOT NULL PRIMARY KEY,
    failures BIGINT NOT NULL,
    latest_at TIMESTAMPTZ NOT NULL
);
