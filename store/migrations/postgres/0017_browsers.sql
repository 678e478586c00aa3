-- Browsers that somebody was let in with: recognised, with delays of their own, and remembered where that is allowed (D3).
CREATE TABLE known_browser (
    account_id UUID NOT NULL REFERENCES account (id),
    token_hash BYTEA NOT NULL,
    id UUID NOT NULL,
    device TEXT NOT NULL,
    network TEXT NOT NULL,
    first_at TIMESTAMPTZ NOT NULL,
    last_at TIMESTAMPTZ NOT NULL,
    remembered_until TIMESTAMPTZ,
    PRIMARY KEY (account_id, token_hash)
);

-- "Dit apparaat onthouden", until the session begins.
ALTER TABLE login_attempt ADD COLUMN remember BOOLEAN NOT NULL DEFAULT FALSE;

-- The latest moment that a session lasts to (D20).
ALTER TABLE session ADD COLUMN ends_at TIMESTAMPTZ;
UPDATE session SET ends_at = started_at + INTERVAL '12 hours';

-- What is asked for: a new password, or a login past a delay.
ALTER TABLE password_request ADD COLUMN kind TEXT NOT NULL DEFAULT 'password';
