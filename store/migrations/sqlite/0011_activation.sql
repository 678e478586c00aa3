-- An account is there from its invitation on, and its owner's from its activation on (R1, D23).
ALTER TABLE account ADD COLUMN activated_at TEXT;
UPDATE account SET activated_at = created_at;

-- An invitation is to one membership; its administrator sees what became of it (D5).
ALTER TABLE one_time_link ADD COLUMN membership_id BLOB;
CREATE INDEX one_time_link_membership ON one_time_link (membership_id) WHERE membership_id IS NOT NULL;
ALTER TABLE organisation ADD COLUMN invitation_days INTEGER NOT NULL DEFAULT 14;

-- A mobile number that is typed at activation: the account's once the code sent there was right.
ALTER TABLE login_attempt ADD COLUMN mobile TEXT;

-- Privacy statement and terms, each publication a version of its own (S15), and what somebody agreed to.
CREATE TABLE organisation_text (
    organisation_id BLOB NOT NULL REFERENCES organisation (id),
    kind TEXT NOT NULL,
    version INTEGER NOT NULL,
    body TEXT NOT NULL,
    published_at TEXT NOT NULL,
    PRIMARY KEY (organisation_id, kind, version)
) STRICT;
-- Whether both are there to be read, for the foot of every page.
ALTER TABLE organisation ADD COLUMN has_texts INTEGER NOT NULL DEFAULT 0;
ALTER TABLE membership ADD COLUMN terms_version INTEGER;
ALTER TABLE membership ADD COLUMN terms_agreed_at TEXT;
