-- Browsers that somebody was let in with: recognised, with delays of their own, and remembered where that is allowed (D3).
CREATE TABLE known_browser (
    account_id BLOB NOT NULL REFERENCES account (id),
    token_hash BLOB NOT NULL,
    id BLOB NOT NULL,
    device TEXT NOT NULL,
    network TEXT NOT NULL,
    first_at TEXT NOT NULL,
    last_at TEXT NOT NULL,
    remembered_until TEXT,
    PRIMARY KEY (account_id, token_hash)
) STRICT;

-- "Dit apparaat onthouden", until the session begins.
ALTER TABLE login_attempt ADD COLUMN remember INTEGER NOT NULL DEFAULT 0;

-- The latest moment that a session lasts to (D20).
ALTER TABLE session ADD COLUMN ends_at TEXT;
UPDATE session SET ends_at = strftime('%Y-%m-%dT%H:%M:%f+00:00', started_at, '+12 hours');

-- What is asked for: a new password, or a login past a delay.
ALTER TABLE password_request ADD COLUMN kind TEXT NOT NULL DEFAULT 'password';
