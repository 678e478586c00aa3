-- Where members of an organisation may log in instead, by OpenID Connect. Levels are ordered, the lowest first.
CREATE TABLE provider (
    organisation_id BLOB NOT NULL REFERENCES organisation (id),
    id BLOB NOT NULL UNIQUE,
    issuer TEXT NOT NULL,
    client_id TEXT NOT NULL,
    secret_sealed BLOB NOT NULL,
    label TEXT NOT NULL,
    levels TEXT NOT NULL,
    bsn_claim TEXT,
    set_at TEXT NOT NULL,
    off_at TEXT,
    PRIMARY KEY (organisation_id, id),
    UNIQUE (organisation_id, issuer)
) STRICT;
CREATE INDEX provider_issuer ON provider (issuer);

-- Somebody who is at a provider now; taken once, by the browser that began.
CREATE TABLE provider_attempt (
    id BLOB NOT NULL PRIMARY KEY,
    provider_id BLOB NOT NULL REFERENCES provider (id),
    state_hash BLOB NOT NULL UNIQUE,
    browser_hash BLOB NOT NULL,
    sealed BLOB NOT NULL,
    target TEXT NOT NULL,
    joining_account_id BLOB REFERENCES account (id),
    started_at TEXT NOT NULL
) STRICT;
CREATE INDEX provider_attempt_started ON provider_attempt (started_at);

-- Whose login at a provider is whose account here. A subject may itself be a BSN: only its keyed hash is kept.
CREATE TABLE provider_link (
    account_id BLOB NOT NULL REFERENCES account (id),
    id BLOB NOT NULL UNIQUE,
    issuer TEXT NOT NULL,
    subject_hash BLOB NOT NULL UNIQUE,
    linked_at TEXT NOT NULL,
    linked_by TEXT NOT NULL,
    PRIMARY KEY (account_id, id)
) STRICT;

-- Burgerservicenummers, where an organisation keeps them: sealed, and found by keyed hash (S16).
CREATE TABLE membership_bsn (
    organisation_id BLOB NOT NULL,
    membership_id BLOB NOT NULL,
    bsn_hash BLOB NOT NULL,
    sealed BLOB NOT NULL,
    kept_at TEXT NOT NULL,
    PRIMARY KEY (organisation_id, membership_id),
    FOREIGN KEY (organisation_id, membership_id) REFERENCES membership (organisation_id, id)
) STRICT;
CREATE INDEX membership_bsn_hash ON membership_bsn (organisation_id, bsn_hash);

-- A session that began at a provider is for the organisations that trust it, and at which level it began (D23).
ALTER TABLE session ADD COLUMN issuer TEXT;
ALTER TABLE session ADD COLUMN acr TEXT;
CREATE TABLE session_organisation (
    session_id BLOB NOT NULL REFERENCES session (id),
    organisation_id BLOB NOT NULL REFERENCES organisation (id),
    PRIMARY KEY (session_id, organisation_id)
) STRICT, WITHOUT ROWID;
