-- Whether people sign with a PIN there (R17): what hospitals start with.
ALTER TABLE organisation ADD COLUMN signs BOOLEAN NOT NULL DEFAULT FALSE;
UPDATE organisation SET signs = TRUE WHERE kind = 'hospital';

-- Somebody's PIN: its argon2id hash, sealed for this account, since there are only a million of them to try.
CREATE TABLE pin (
    account_id UUID NOT NULL PRIMARY KEY REFERENCES account (id),
    sealed BYTEA NOT NULL,
    set_at TIMESTAMPTZ NOT NULL,
    wrong_tries INTEGER NOT NULL,
    tried_at TIMESTAMPTZ NOT NULL
);

-- Who signed what and when, with the name and role of that moment; the seal is over all of it.
CREATE TABLE signature (
    organisation_id UUID NOT NULL,
    id UUID NOT NULL UNIQUE,
    account_id UUID NOT NULL REFERENCES account (id),
    membership_id UUID NOT NULL,
    signer_name TEXT NOT NULL,
    signer_role TEXT NOT NULL,
    signed_at TIMESTAMPTZ NOT NULL,
    object_kind TEXT NOT NULL,
    object_id UUID NOT NULL,
    content_version INTEGER NOT NULL,
    content_hash BYTEA NOT NULL,
    withdrawn_at TIMESTAMPTZ,
    key_version INTEGER NOT NULL,
    seal BYTEA NOT NULL,
    PRIMARY KEY (organisation_id, id),
    FOREIGN KEY (organisation_id, membership_id) REFERENCES membership (organisation_id, id)
);
CREATE INDEX signature_object ON signature (organisation_id, object_id);
