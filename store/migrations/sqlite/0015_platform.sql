-- The parts of the application that an organisation uses (S9). Without its own choice: what its kind starts with.
ALTER TABLE organisation ADD COLUMN modules TEXT;
-- Few among many: who administers an organisation.
CREATE INDEX membership_administrator ON membership (organisation_id) WHERE role IN ('administrator', 'platform');

-- When each background job ran last and what came of it, noted by whichever process ran it.
CREATE TABLE job (
    name TEXT NOT NULL PRIMARY KEY,
    ran_at TEXT NOT NULL,
    succeeded_at TEXT,
    failure TEXT
) STRICT;

-- One row; held while something is made of which there is to be one, so that several processes make it once.
CREATE TABLE installation (
    id INTEGER NOT NULL PRIMARY KEY,
    started_at TEXT NOT NULL
) STRICT;
INSERT INTO installation (id, started_at) VALUES (1, '1970-01-01T00:00:00+00:00');
