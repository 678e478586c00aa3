-- What was done under a form's key, so that sending it twice does it once.
CREATE TABLE form_done (
    key UUID NOT NULL PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES account (id),
    result_id UUID NOT NULL,
    done_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX form_done_at ON form_done (done_at);

-- What was typed into a form that was refused, kept for half an hour for whoever typed it.
CREATE TABLE form_refused (
    owner BYTEA NOT NULL,
    key UUID NOT NULL,
    sealed BYTEA NOT NULL,
    refused_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (owner, key)
);
CREATE INDEX form_refused_at ON form_refused (refused_at);

-- What somebody is typing, kept on the server (S12).
CREATE TABLE draft (
    organisation_id UUID NOT NULL,
    membership_id UUID NOT NULL,
    place UUID NOT NULL,
    body TEXT NOT NULL,
    saved_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (organisation_id, membership_id, place),
    FOREIGN KEY (organisation_id, membership_id) REFERENCES membership (organisation_id, id)
);
