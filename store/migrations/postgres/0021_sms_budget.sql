-- Codes that were sent by SMS and not given back yet, once by account and once by number; keys are keyed hashes.
CREATE TABLE sms_sent (
    key BYTEA NOT NULL,
    sent_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX sms_sent_key ON sms_sent (key, sent_at);
CREATE INDEX sms_sent_at ON sms_sent (sent_at);
