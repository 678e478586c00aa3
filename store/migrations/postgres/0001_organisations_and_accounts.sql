-- A person owns an account; an organisation owns memberships (D23).
CREATE TABLE organisation (
    id UUID NOT NULL PRIMARY KEY,
    number BIGINT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    display_name TEXT NOT NULL,
    phone TEXT NOT NULL,
    crisis_phone TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE account (
    id UUID NOT NULL PRIMARY KEY,
    password_hash TEXT NOT NULL,
    password_set_at TIMESTAMPTZ NOT NULL,
    mail TEXT NOT NULL,
    mobile TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE membership (
    organisation_id UUID NOT NULL REFERENCES organisation (id),
    id UUID NOT NULL UNIQUE,
    account_id UUID NOT NULL REFERENCES account (id),
    role TEXT NOT NULL,
    initials TEXT NOT NULL,
    first_name TEXT NOT NULL,
    infix TEXT NOT NULL,
    last_name TEXT NOT NULL,
    profession TEXT NOT NULL,
    login_name TEXT NOT NULL,
    mail TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    ended_at TIMESTAMPTZ,
    ended_why TEXT,
    PRIMARY KEY (organisation_id, id)
);
CREATE INDEX membership_account ON membership (account_id);

-- What somebody may log in with: a user name or the account's mail address, normalised (D29). Never reused (D25).
CREATE TABLE login_name (
    key TEXT NOT NULL PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES account (id)
);
