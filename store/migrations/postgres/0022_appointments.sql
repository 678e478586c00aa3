-- How long before it somebody may still move or cancel, and what is done with who asks later (D11).
ALTER TABLE organisation ADD COLUMN notice_hours BIGINT NOT NULL DEFAULT 24;
ALTER TABLE organisation ADD COLUMN notice_mode TEXT NOT NULL DEFAULT 'warn';

-- An appointment of a patient with somebody of the practice (R36). `sequence` counts how often it was moved or
-- cancelled, for calendar programs; `late_at` is when was asked to cancel it, if that was too late (D11).
CREATE TABLE appointment (
    organisation_id UUID NOT NULL,
    id UUID NOT NULL UNIQUE,
    record_id UUID NOT NULL,
    practitioner_id UUID NOT NULL,
    kind TEXT NOT NULL,
    starts_at TIMESTAMPTZ NOT NULL,
    ends_at TIMESTAMPTZ NOT NULL,
    place TEXT NOT NULL,
    video_link TEXT,
    planned_by UUID NOT NULL,
    planned_at TIMESTAMPTZ NOT NULL,
    changed_at TIMESTAMPTZ NOT NULL,
    sequence BIGINT NOT NULL,
    cancelled_at TIMESTAMPTZ,
    late_at TIMESTAMPTZ,
    PRIMARY KEY (organisation_id, id),
    FOREIGN KEY (organisation_id, record_id) REFERENCES record (organisation_id, id),
    FOREIGN KEY (organisation_id, practitioner_id) REFERENCES membership (organisation_id, id),
    FOREIGN KEY (organisation_id, planned_by) REFERENCES membership (organisation_id, id)
);
CREATE INDEX appointment_record ON appointment (organisation_id, record_id, starts_at, id);
CREATE INDEX appointment_practitioner ON appointment (organisation_id, practitioner_id, starts_at);

-- What a client asks about one: to move or to cancel it (D11). One is open at a time: closed by withdrawing it, or by
-- the practice's answer.
CREATE TABLE appointment_request (
    organisation_id UUID NOT NULL,
    id UUID NOT NULL UNIQUE,
    appointment_id UUID NOT NULL,
    wish TEXT NOT NULL,
    reason TEXT NOT NULL,
    preferences TEXT NOT NULL,
    asked_by UUID NOT NULL,
    asked_at TIMESTAMPTZ NOT NULL,
    late_at TIMESTAMPTZ,
    closed_at TIMESTAMPTZ,
    withdrawn_at TIMESTAMPTZ,
    accepted_at TIMESTAMPTZ,
    declined_at TIMESTAMPTZ,
    decided_by UUID,
    answer TEXT NOT NULL,
    PRIMARY KEY (organisation_id, id),
    FOREIGN KEY (organisation_id, appointment_id) REFERENCES appointment (organisation_id, id),
    FOREIGN KEY (organisation_id, asked_by) REFERENCES membership (organisation_id, id),
    FOREIGN KEY (organisation_id, decided_by) REFERENCES membership (organisation_id, id)
);
CREATE UNIQUE INDEX appointment_request_open ON appointment_request (organisation_id, appointment_id)
WHERE closed_at IS NULL;
CREATE INDEX appointment_request_appointment ON appointment_request (organisation_id, appointment_id, asked_at);

-- The private address by which a calendar program fetches somebody's appointments.
CREATE TABLE calendar_address (
    organisation_id UUID NOT NULL,
    record_id UUID NOT NULL,
    membership_id UUID NOT NULL,
    token_hash BYTEA NOT NULL UNIQUE,
    sealed BYTEA NOT NULL,
    made_at TIMESTAMPTZ NOT NULL,
    fetched_at TIMESTAMPTZ,
    window_from TIMESTAMPTZ NOT NULL,
    fetches BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, record_id),
    FOREIGN KEY (organisation_id, record_id) REFERENCES record (organisation_id, id),
    FOREIGN KEY (organisation_id, membership_id) REFERENCES membership (organisation_id, id)
);
