CREATE TABLE session (
    id BLOB NOT NULL PRIMARY KEY,
    token_hash BLOB NOT NULL UNIQUE,
    account_id BLOB NOT NULL REFERENCES account (id),
    started_at TEXT NOT NULL,
    seen_at TEXT NOT NULL,
    idle_seconds INTEGER NOT NULL,
    network TEXT NOT NULL,
    device TEXT NOT NULL,
    ended_at TEXT,
    ended_why TEXT
) STRICT;
CREATE INDEX session_account ON session (account_id);

-- From the right password to the code (D29). The code is bound to the attempt.
CREATE TABLE login_attempt (
    id BLOB NOT NULL PRIMARY KEY,
    token_hash BLOB NOT NULL UNIQUE,
    account_id BLOB NOT NULL REFERENCES account (id),
    started_at TEXT NOT NULL,
    network TEXT NOT NULL,
    code_hash BLOB NOT NULL,
    code_sent_at TEXT NOT NULL,
    wrong_tries INTEGER NOT NULL,
    completed_at TEXT
) STRICT;
CREATE INDEX login_attempt_started ON login_attempt (started_at);

-- Wrong tries per account, per unknown name and per network address; keys are keyed hashes.
CREATE TABLE login_failure (
    key BLOB NOT NULL PRIMARY KEY,
    failures INTEGER NOT NULL,
    latest_at TEXT NOT NULL
) STRICT;
