-- Mail and SMS to be sent, written in the transaction that wants them; recipient and text are sealed.
CREATE TABLE outbox (
    id UUID NOT NULL PRIMARY KEY,
    event_key TEXT NOT NULL UNIQUE,
    channel TEXT NOT NULL,
    sealed BYTEA NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    due_at TIMESTAMPTZ NOT NULL,
    tries BIGINT NOT NULL,
    sent_at TIMESTAMPTZ
);
CREATE INDEX outbox_due ON outbox (due_at) WHERE sent_at IS NULL;

-- "Something changed" for one account; every process polls it for its open streams.
CREATE TABLE change (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id UUID NOT NULL,
    topic TEXT NOT NULL,
    object_id UUID NOT NULL,
    at TIMESTAMPTZ NOT NULL
);
CREATE INDEX change_at ON change (at);
