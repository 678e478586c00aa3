-- Mail and SMS to be sent, written in the transaction that wants them; recipient and text are sealed.
CREATE TABLE outbox (
    id BLOB NOT NULL PRIMARY KEY,
    event_key TEXT NOT NULL UNIQUE,
    channel TEXT NOT NULL,
    sealed BLOB NOT NULL,
    created_at TEXT NOT NULL,
    due_at TEXT NOT NULL,
    tries INTEGER NOT NULL,
    sent_at TEXT
) STRICT;
CREATE INDEX outbox_due ON outbox (due_at) WHERE sent_at IS NULL;

-- "Something changed" for one account; every process polls it for its open streams.
CREATE TABLE change (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id BLOB NOT NULL,
    topic TEXT NOT NULL,
    object_id BLOB NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX change_at ON change (at);
