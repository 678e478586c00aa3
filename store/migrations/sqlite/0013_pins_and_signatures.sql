-- Whether people sign with a PIN there (R17): what hospitals start with.
ALTER TABLE organisation ADD COLUMN signs INTEGER NOT NULL DEFAULT FALSE;
UPDATE organisation SET signs = TRUE WHERE kind = 'hospital';

-- Somebody's PIN: its argon2id hash, sealed for this account, since there are only a million of them to try.
CREATE TABLE pin (
    account_id BLOB NOT NULL PRIMARY KEY REFERENCES account (id),
    sealed BLOB NOT NULL,
    set_at TEXT NOT NULL,
    wrong_tries INTEGER NOT NULL,
    tried_at TEXT NOT NULL
) STRICT;

-- Who signed what and when, with the name and role of that moment; the seal is over all of it.
CREATE TABLE signature (
    organisation_id BLOB NOT NULL,
    id BLOB NOT NULL UNIQUE,
    account_id BLOB NOT NULL REFERENCES account (id),
    membership_id BLOB NOT NULL,
    signer_name TEXT NOT NULL,
    signer_role TEXT NOT NULL,
    signed_at TEXT NOT NULL,
    object_kind TEXT NOT NULL,
    object_id BLOB NOT NULL,
    content_version INTEGER NOT NULL,
    content_hash BLOB NOT NULL,
    withdrawn_at TEXT,
    key_version INTEGER NOT NULL,
    seal BLOB NOT NULL,
    PRIMARY KEY (organisation_id, id),
    FOREIGN KEY (organisation_id, membership_id) REFERENCES membership (organisation_id, id)
) STRICT;
CREATE INDEX signature_object ON signature (organisation_id, object_id);
