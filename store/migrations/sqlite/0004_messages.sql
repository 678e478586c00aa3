CREATE TABLE conversation (
    organisation_id BLOB NOT NULL,
    id BLOB NOT NULL UNIQUE,
    record_id BLOB NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    addressed_to BLOB NOT NULL,
    started_by BLOB NOT NULL,
    started_at TEXT NOT NULL,
    message_count INTEGER NOT NULL,
    last_preview TEXT NOT NULL,
    last_author BLOB NOT NULL,
    PRIMARY KEY (organisation_id, id),
    FOREIGN KEY (organisation_id, record_id) REFERENCES record (organisation_id, id),
    FOREIGN KEY (organisation_id, addressed_to) REFERENCES membership (organisation_id, id),
    FOREIGN KEY (organisation_id, started_by) REFERENCES membership (organisation_id, id)
) STRICT;
CREATE INDEX conversation_record ON conversation (organisation_id, record_id);

-- Numbered from 1 without gaps within a conversation.
CREATE TABLE message (
    organisation_id BLOB NOT NULL,
    conversation_id BLOB NOT NULL,
    number INTEGER NOT NULL,
    id BLOB NOT NULL UNIQUE,
    author_id BLOB NOT NULL,
    body TEXT NOT NULL,
    placed_at TEXT NOT NULL,
    PRIMARY KEY (organisation_id, conversation_id, number),
    FOREIGN KEY (organisation_id, conversation_id) REFERENCES conversation (organisation_id, id),
    FOREIGN KEY (organisation_id, author_id) REFERENCES membership (organisation_id, id)
) STRICT, WITHOUT ROWID;

-- A conversation as one person has it: how far read, archived or not (R28, R29, D28). Written for every reader when
-- a message is placed, so that a list of 50 costs the same however many conversations there are.
CREATE TABLE inbox_entry (
    organisation_id BLOB NOT NULL,
    membership_id BLOB NOT NULL,
    conversation_id BLOB NOT NULL,
    record_id BLOB NOT NULL,
    last_message_at TEXT NOT NULL,
    read_through INTEGER NOT NULL,
    unread_since TEXT,
    archived_at TEXT,
    PRIMARY KEY (organisation_id, membership_id, conversation_id),
    FOREIGN KEY (organisation_id, membership_id) REFERENCES membership (organisation_id, id),
    FOREIGN KEY (organisation_id, conversation_id) REFERENCES conversation (organisation_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX inbox_entry_all ON inbox_entry (organisation_id, membership_id, last_message_at, conversation_id);
CREATE INDEX inbox_entry_inbox ON inbox_entry (organisation_id, membership_id, last_message_at, conversation_id)
WHERE archived_at IS NULL;
CREATE INDEX inbox_entry_archive ON inbox_entry (organisation_id, membership_id, last_message_at, conversation_id)
WHERE archived_at IS NOT NULL;
CREATE INDEX inbox_entry_unread ON inbox_entry (membership_id) WHERE unread_since IS NOT NULL AND archived_at IS NULL;
