-- What an organisation asks of passwords and of who logs in (D1, D3). Without a policy of its own: what its kind starts with.
ALTER TABLE organisation ADD COLUMN password_policy TEXT;
ALTER TABLE organisation ADD COLUMN refused_words TEXT NOT NULL DEFAULT '[]';
ALTER TABLE organisation ADD COLUMN second_factor TEXT NOT NULL DEFAULT 'each_login';
UPDATE organisation SET second_factor = 'offered' WHERE kind = 'care_organisation';
UPDATE organisation SET second_factor = 'new_devices' WHERE kind = 'hospital';

-- Passwords that somebody has or had, the latest ones only, so that they do not come back (R9).
CREATE TABLE password_used (
    account_id BLOB NOT NULL REFERENCES account (id),
    id BLOB NOT NULL,
    set_at TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    PRIMARY KEY (account_id, id)
) STRICT;
INSERT INTO password_used (account_id, id, set_at, password_hash)
SELECT id, id, password_set_at, password_hash FROM account;

-- One-time links that are mailed (D5, R13).
CREATE TABLE one_time_link (
    id BLOB NOT NULL PRIMARY KEY,
    token_hash BLOB NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    account_id BLOB NOT NULL REFERENCES account (id),
    sent_at TEXT NOT NULL,
    valid_until TEXT NOT NULL,
    opened_at TEXT,
    used_at TEXT,
    ended_at TEXT
) STRICT;
CREATE INDEX one_time_link_account ON one_time_link (account_id);

-- "Wachtwoord aanvragen" (R12): answered the same for known and unknown names, and handled after that.
CREATE TABLE password_request (
    id BLOB NOT NULL PRIMARY KEY,
    name_key TEXT NOT NULL,
    network TEXT NOT NULL,
    requested_at TEXT NOT NULL
) STRICT;

-- An attempt that has passed may still have to choose a new password, and why.
ALTER TABLE login_attempt ADD COLUMN change_why TEXT;
ALTER TABLE login_attempt ADD COLUMN link_id BLOB;
ALTER TABLE login_attempt ADD COLUMN passed_at TEXT;
