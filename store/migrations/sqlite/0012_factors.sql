-- Second factors (D3): what an organisation allows, and what a session was entered with.
ALTER TABLE organisation ADD COLUMN factors TEXT NOT NULL DEFAULT '["Sms","Totp","Passkey"]';
ALTER TABLE session ADD COLUMN factor TEXT NOT NULL DEFAULT 'none';
-- When who is logged in last showed again who they are (step-up).
ALTER TABLE session ADD COLUMN confirmed_at TEXT;
-- What an attempt was passed with; and the session it is to confirm, when it is no login.
ALTER TABLE login_attempt ADD COLUMN factor TEXT NOT NULL DEFAULT 'none';
ALTER TABLE login_attempt ADD COLUMN session_id BLOB;

-- What an account's owner has set up.
CREATE TABLE factor (
    id BLOB NOT NULL PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES account (id),
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    added_at TEXT NOT NULL,
    used_at TEXT
) STRICT;
CREATE INDEX factor_account ON factor (account_id);

-- The key shared with an authenticator app, sealed; a step is accepted once.
CREATE TABLE authenticator (
    factor_id BLOB NOT NULL PRIMARY KEY REFERENCES factor (id) ON DELETE CASCADE,
    sealed BLOB NOT NULL,
    last_step INTEGER NOT NULL
) STRICT;

-- A passkey's public half; its identifier is unique over all accounts.
CREATE TABLE passkey (
    factor_id BLOB NOT NULL PRIMARY KEY REFERENCES factor (id) ON DELETE CASCADE,
    credential_id BLOB NOT NULL UNIQUE,
    credential TEXT NOT NULL
) STRICT;

-- What people's devices know an account by: chance, so that it says nothing.
CREATE TABLE passkey_user (
    account_id BLOB NOT NULL PRIMARY KEY REFERENCES account (id),
    handle BLOB NOT NULL UNIQUE
) STRICT;

-- Recovery codes as keyed hashes; a new set replaces the old one.
CREATE TABLE recovery_code (
    account_id BLOB NOT NULL REFERENCES account (id),
    id BLOB NOT NULL,
    key_version INTEGER NOT NULL,
    hash BLOB NOT NULL,
    made_at TEXT NOT NULL,
    used_at TEXT,
    PRIMARY KEY (account_id, id)
) STRICT;

-- What waits for its second half: a passkey's answer, the first code of an app, recovery codes being copied.
CREATE TABLE factor_pending (
    purpose TEXT NOT NULL,
    owner BLOB NOT NULL,
    token_hash BLOB NOT NULL,
    sealed BLOB NOT NULL,
    begun_at TEXT NOT NULL,
    PRIMARY KEY (purpose, owner, token_hash)
) STRICT;
CREATE INDEX factor_pending_begun ON factor_pending (begun_at);
