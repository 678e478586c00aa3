-- Who is appointed by name to read the organisation's log (NEN 7513).
ALTER TABLE membership ADD COLUMN reads_log_since TIMESTAMPTZ;

-- What was searched, where an event is a search.
ALTER TABLE audit_event ADD COLUMN query TEXT;

-- Whose data an event is about: a record, and later a portfolio.
ALTER TABLE audit_subject RENAME COLUMN record_id TO subject_id;

-- Walks along an organisation's events, and along those of one of its people. Identifiers begin with their moment.
DROP INDEX audit_event_recorded;
CREATE INDEX audit_event_organisation ON audit_event (organisation_id, id);
CREATE INDEX audit_event_membership ON audit_event (membership_id, id);
