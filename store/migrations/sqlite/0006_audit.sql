-- The inspection log: append-only, the fields of NEN 7513 (S10).
CREATE TABLE audit_event (
    id BLOB NOT NULL PRIMARY KEY,
    organisation_id BLOB,
    recorded_at TEXT NOT NULL,
    kind TEXT NOT NULL,
    action TEXT NOT NULL,
    outcome TEXT NOT NULL,
    account_id BLOB,
    membership_id BLOB,
    role TEXT,
    agent_name TEXT,
    session_id BLOB,
    network TEXT NOT NULL,
    ground TEXT,
    emergency INTEGER NOT NULL,
    purpose TEXT NOT NULL,
    object_kind TEXT,
    object_id BLOB
) STRICT;
CREATE INDEX audit_event_recorded ON audit_event (organisation_id, recorded_at);

-- One row per person whose data an event showed or changed.
CREATE TABLE audit_subject (
    record_id BLOB NOT NULL,
    event_id BLOB NOT NULL REFERENCES audit_event (id),
    PRIMARY KEY (record_id, event_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX audit_subject_event ON audit_subject (event_id);

-- Events that wait for their seal; written and removed with it.
CREATE TABLE audit_unsealed (
    event_id BLOB NOT NULL PRIMARY KEY REFERENCES audit_event (id)
) STRICT, WITHOUT ROWID;

-- One chain of keyed hashes per month.
CREATE TABLE audit_seal (
    segment TEXT NOT NULL,
    number INTEGER NOT NULL,
    event_id BLOB NOT NULL UNIQUE,
    key_version INTEGER NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY (segment, number)
) STRICT;

-- Held while sealing, so that several processes make one chain.
CREATE TABLE audit_sealer (
    id INTEGER NOT NULL PRIMARY KEY,
    sealed_at TEXT NOT NULL
) STRICT;
INSERT INTO audit_sealer (id, sealed_at) VALUES (1, '1970-01-01T00:00:00+00:00');
