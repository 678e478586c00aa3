CREATE TABLE conversation (
    organisation_id UUID NOT NULL,
    id UUID NOT NULL UNIQUE,
    record_id UUID NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    addressed_to UUID NOT NULL,
    started_by UUID NOT NULL,
    started_at TIMESTAMPTZ NOT NULL,
    message_count BIGINT NOT NULL,
    last_preview TEXT NOT NULL,
    last_author UUID NOT NULL,
    PRIMARY KEY (organisation_id, id),
    FOREIGN KEY (organisation_id, record_id) REFERENCES record (organisation_id, id),
    FOREIGN KEY (organisation_id, addressed_to) REFERENCES membership (organisation_id, id),
    FOREIGN KEY (organisation_id, started_by) REFERENCES membership (organisation_id, id)
);
CREATE INDEX conversation_record ON conversation (organisation_id, record_id);

-- Numbered from 1 without gaps within a conversation.
CREATE TABLE message (
    organisation_id UUID NOT NULL,
    conversation_id UUID NOT NULL,
    number BIGINT NOT NULL,
    id UUID NOT NULL UNIQUE,
    author_id UUID NOT NULL,
    body TEXT NOT NULL,
    placed_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (organisation_id, conversation_id, number),
    FOREIGN KEY (organisation_id, conversation_id) REFERENCES conversation (organisation_id, id),
    FOREIGN KEY (organisation_id, author_id) REFERENCES membership (organisation_id, id)
);

-- A conversation as one person has it: how far read, archived or not (R28, R29, D28). Written for every reader when
-- a message is placed, so that a list of 50 costs the same however many conversations there are.
CREATE TABLE inbox_entry (
    organisation_id UUID NOT NULL,
    membership_id UUID NOT NULL,
    conversation_id UUID NOT NULL,
    record_id UUID NOT NULL,
    last_message_at TIMESTAMPTZ NOT NULL,
    read_through BIGINT NOT NULL,
    unread_since TIMESTAMPTZ,
    archived_at TIMESTAMPTZ,
    PRIMARY KEY (organisation_id, membership_id, conversation_id),
    FOREIGN KEY (organisation_id, membership_id) REFERENCES membership (organisation_id, id),
    FOREIGN KEY (organisation_id, conversation_id) REFERENCES conversation (organisation_id, id)
);
CREATE INDEX inbox_entry_all ON inbox_entry (organisation_id, membership_id, last_message_at, conversation_id);
CREATE INDEX inbox_entry_inbox ON inbox_entry (organisation_id, membership_id, last_message_at, conversation_id)
WHERE archived_at IS NULL;
CREATE INDEX inbox_entry_archive ON inbox_entry (organisation_id, membership_id, last_message_at, conversation_id)
WHERE archived_at IS NOT NULL;
CREATE INDEX inbox_entry_unread ON inbox_entry (membership_id) WHERE unread_since IS NOT NULL AND archived_at IS NULL;
