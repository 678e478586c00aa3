-- A patient's record in one organisation; records of two organisations are never linked (D23).
CREATE TABLE record (
    organisation_id UUID NOT NULL REFERENCES organisation (id),
    id UUID NOT NULL UNIQUE,
    number TEXT NOT NULL,
    subject_id UUID,
    initials TEXT NOT NULL,
    first_name TEXT NOT NULL,
    infix TEXT NOT NULL,
    last_name TEXT NOT NULL,
    birth_date DATE NOT NULL,
    sex TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (organisation_id, id),
    UNIQUE (organisation_id, number),
    FOREIGN KEY (organisation_id, subject_id) REFERENCES membership (organisation_id, id)
);
CREATE INDEX record_subject ON record (organisation_id, subject_id);

-- Who treats whom, from a day up to and including another (R48).
CREATE TABLE care_team (
    organisation_id UUID NOT NULL,
    record_id UUID NOT NULL,
    membership_id UUID NOT NULL,
    role TEXT NOT NULL,
    from_day DATE NOT NULL,
    until_day DATE NOT NULL,
    PRIMARY KEY (organisation_id, record_id, membership_id, from_day),
    FOREIGN KEY (organisation_id, record_id) REFERENCES record (organisation_id, id),
    FOREIGN KEY (organisation_id, membership_id) REFERENCES membership (organisation_id, id)
);
CREATE INDEX care_team_membership ON care_team (organisation_id, membership_id);
