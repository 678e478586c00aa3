-- The inspection log: append-only, the fields of NEN 7513 (S10).
CREATE TABLE audit_event (
    id UUID NOT NULL PRIMARY KEY,
    organisation_id UUID,
    recorded_at TIMESTAMPTZ NOT NULL,
    kind TEXT NOT NULL,
    action TEXT NOT NULL,
    outcome TEXT NOT NULL,
    account_id UUID,
    membership_id UUID,
    role TEXT,
    agent_name TEXT,
    session_id UUID,
    network TEXT NOT NULL,
    ground TEXT,
    emergency BOOLEAN NOT NULL,
    purpose TEXT NOT NULL,
    object_kind TEXT,
    object_id UUID
);
CREATE INDEX audit_event_recorded ON audit_event (organisation_id, recorded_at);

-- One row per person whose data an event showed or changed.
CREATE TABLE audit_subject (
    record_id UUID NOT NULL,
    event_id UUID NOT NULL REFERENCES audit_event (id),
    PRIMARY KEY (record_id, event_id)
);
CREATE INDEX audit_subject_event ON audit_subject (event_id);

-- Events that wait for their seal; written and removed with it.
CREATE TABLE audit_unsealed (
    event_id UUID NOT NULL PRIMARY KEY REFERENCES audit_event (id)
);

-- One chain of keyed hashes per month.
CREATE TABLE audit_seal (
    segment TEXT NOT NULL,
    number BIGINT NOT NULL,
    event_id UUID NOT NULL UNIQUE,
    key_version INTEGER NOT NULL,
    mac BYTEA NOT NULL,
    PRIMARY KEY (segment, number)
);

-- Held while sealing, so that several processes make one chain.
CREATE TABLE audit_sealer (
    id INTEGER NOT NULL PRIMARY KEY,
    sealed_at TIMESTAMPTZ NOT NULL
);
INSERT INTO audit_sealer (id, sealed_at) VALUES (1, '1970-01-01T00:00:00+00:00');
