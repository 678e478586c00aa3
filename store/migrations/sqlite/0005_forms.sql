-- What was done under a form's key, so that sending it twice does it once.
CREATE TABLE form_done (
    key BLOB NOT NULL PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES account (id),
    result_id BLOB NOT NULL,
    done_at TEXT NOT NULL
) STRICT;
CREATE INDEX form_done_at ON form_done (done_at);

-- What was typed into a form that was refused, kept for half an hour for whoever typed it.
CREATE TABLE form_refused (
    owner BLOB NOT NULL,
    key BLOB NOT NULL,
    sealed BLOB NOT NULL,
    refused_at TEXT NOT NULL,
    PRIMARY KEY (owner, key)
) STRICT;
CREATE INDEX form_refused_at ON form_refused (refused_at);

-- What somebody is typing, kept on the server (S12).
CREATE TABLE draft (
    organisation_id BLOB NOT NULL,
    membership_id BLOB NOT NULL,
    place BLOB NOT NULL,
    body TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    PRIMARY KEY (organisation_id, membership_id, place),
    FOREIGN KEY (organisation_id, membership_id) REFERENCES membership (organisation_id, id)
) STRICT;
