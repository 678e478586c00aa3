-- How long before it somebody may still move or cancel, and what is done with who asks later (D11).
ALTER TABLE organisation ADD COLUMN notice_hours INTEGER NOT NULL DEFAULT 24;
ALTER TABLE organisation ADD COLUMN notice_mode TEXT NOT NULL DEFAULT 'warn';

-- An appointment of a patient with somebody of the practice (R36). `sequence` counts how often it was moved or
-- cancelled, for calendar programs; `late_at` is when was asked to cancel it, if that was too late (D11).
CREATE TABLE appointment (
    organisation_id BLOB NOT NULL,
    id BLOB NOT NULL UNIQUE,
    record_id BLOB NOT NULL,
    practitioner_id BLOB NOT NULL,
    kind TEXT NOT NULL,
    starts_at TEXT NOT NULL,
    ends_at TEXT NOT NULL,
    place TEXT NOT NULL,
    video_link TEXT,
    planned_by BLOB NOT NULL,
    planned_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    cancelled_at TEXT,
    late_at TEXT,
    PRIMARY KEY (organisation_id, id),
    FOREIGN KEY (organisation_id, record_id) REFERENCES record (organisation_id, id),
    FOREIGN KEY (organisation_id, practitioner_id) REFERENCES membership (organisation_id, id),
    FOREIGN KEY (organisation_id, planned_by) REFERENCES membership (organisation_id, id)
) STRICT;
CREATE INDEX appointment_record ON appointment (organisation_id, record_id, starts_at, id);
CREATE INDEX appointment_practitioner ON appointment (organisation_id, practitioner_id, starts_at);

-- What a client asks about one: to move or to cancel it (D11). One is open at a time: closed by withdrawing it, or by
-- the practice's answer.
CREATE TABLE appointment_request (
    organisation_id BLOB NOT NULL,
    id BLOB NOT NULL UNIQUE,
    appointment_id BLOB NOT NULL,
    wish TEXT NOT NULL,
    reason TEXT NOT NULL,
    preferences TEXT NOT NULL,
    asked_by BLOB NOT NULL,
    asked_at TEXT NOT NULL,
    late_at TEXT,
    closed_at TEXT,
    withdrawn_at TEXT,
    accepted_at TEXT,
    declined_at TEXT,
    decided_by BLOB,
    answer TEXT NOT NULL,
    PRIMARY KEY (organisation_id, id),
    FOREIGN KEY (organisation_id, appointment_id) REFERENCES appointment (organisation_id, id),
    FOREIGN KEY (organisation_id, asked_by) REFERENCES membership (organisation_id, id),
    FOREIGN KEY (organisation_id, decided_by) REFERENCES membership (organisation_id, id)
) STRICT;
CREATE UNIQUE INDEX appointment_request_open ON appointment_request (organisation_id, appointment_id)
WHERE closed_at IS NULL;
CREATE INDEX appointment_request_appointment ON appointment_request (organisation_id, appointment_id, asked_at);

-- The private address by which a calendar program fetches somebody's appointments.
CREATE TABLE calendar_address (
    organisation_id BLOB NOT NULL,
    record_id BLOB NOT NULL,
    membership_id BLOB NOT NULL,
    token_hash BLOB NOT NULL UNIQUE,
    sealed BLOB NOT NULL,
    made_at TEXT NOT NULL,
    fetched_at TEXT,
    window_from TEXT NOT NULL,
    fetches INTEGER NOT NULL,
    PRIMARY KEY (organisation_id, record_id),
    FOREIGN KEY (organisation_id, record_id) REFERENCES record (organisation_id, id),
    FOREIGN KEY (organisation_id, membership_id) REFERENCES membership (organisation_id, id)
) STRICT;
