-- How an organisation's help desk is reached (R116).
ALTER TABLE organisation ADD COLUMN help_faq TEXT NOT NULL DEFAULT '';
ALTER TABLE organisation ADD COLUMN help_mail TEXT NOT NULL DEFAULT '';
ALTER TABLE organisation ADD COLUMN help_phone TEXT NOT NULL DEFAULT '';
ALTER TABLE organisation ADD COLUMN help_hours TEXT NOT NULL DEFAULT '';
ALTER TABLE organisation ADD COLUMN help_contract TEXT NOT NULL DEFAULT '';

-- What people asked a help desk (R22), kept so that none is lost when a mail is. Without an organisation it was the
-- installation's own desk.
CREATE TABLE help_request (
    id BLOB NOT NULL PRIMARY KEY,
    form_key BLOB NOT NULL UNIQUE,
    organisation_id BLOB REFERENCES organisation (id),
    about TEXT NOT NULL,
    sealed BLOB NOT NULL,
    network_hash BLOB NOT NULL,
    asked_at TEXT NOT NULL
) STRICT;
CREATE INDEX help_request_network ON help_request (network_hash, asked_at);
