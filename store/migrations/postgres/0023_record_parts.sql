-- How clients reach a member, as the care team's page says it (R48); the other mail address is the login's.
ALTER TABLE membership ADD COLUMN contact_phone TEXT NOT NULL DEFAULT '';
ALTER TABLE membership ADD COLUMN contact_mail TEXT NOT NULL DEFAULT '';

-- What somebody came with and what was found (R44). An empty text is not filled in yet.
CREATE TABLE record_overview (
    organisation_id UUID NOT NULL,
    record_id UUID NOT NULL,
    registered_on DATE,
    reason TEXT NOT NULL,
    diagnosis TEXT NOT NULL,
    care_demand_type TEXT NOT NULL,
    changed_by UUID NOT NULL,
    changed_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (organisation_id, record_id),
    FOREIGN KEY (organisation_id, record_id) REFERENCES record (organisation_id, id),
    FOREIGN KEY (organisation_id, changed_by) REFERENCES membership (organisation_id, id)
);

-- What a practitioner writes about a record or a part of it: drafted, then published in versions (R45, R47, S1).
CREATE TABLE composition (
    organisation_id UUID NOT NULL,
    id UUID NOT NULL UNIQUE,
    record_id UUID NOT NULL,
    kind TEXT NOT NULL,
    about_id UUID NOT NULL,
    draft TEXT NOT NULL,
    revision BIGINT NOT NULL,
    drafted_by UUID NOT NULL,
    drafted_at TIMESTAMPTZ NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, id),
    UNIQUE (organisation_id, record_id, kind, about_id),
    FOREIGN KEY (organisation_id, record_id) REFERENCES record (organisation_id, id),
    FOREIGN KEY (organisation_id, drafted_by) REFERENCES membership (organisation_id, id)
);

CREATE TABLE composition_version (
    organisation_id UUID NOT NULL,
    composition_id UUID NOT NULL,
    version BIGINT NOT NULL,
    content TEXT NOT NULL,
    published_by UUID NOT NULL,
    published_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (organisation_id, composition_id, version),
    FOREIGN KEY (organisation_id, composition_id) REFERENCES composition (organisation_id, id),
    FOREIGN KEY (organisation_id, published_by) REFERENCES membership (organisation_id, id)
);

-- Who agreed to which version, and when (R47).
CREATE TABLE composition_agreement (
    organisation_id UUID NOT NULL,
    composition_id UUID NOT NULL,
    version BIGINT NOT NULL,
    membership_id UUID NOT NULL,
    agreed_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (organisation_id, composition_id, version, membership_id),
    FOREIGN KEY (organisation_id, composition_id, version)
        REFERENCES composition_version (organisation_id, composition_id, version),
    FOREIGN KEY (organisation_id, membership_id) REFERENCES membership (organisation_id, id)
);

-- What will be billed (R49).
CREATE TABLE effort (
    organisation_id UUID NOT NULL,
    id UUID NOT NULL UNIQUE,
    record_id UUID NOT NULL,
    practitioner_id UUID NOT NULL,
    day DATE NOT NULL,
    minutes BIGINT NOT NULL,
    activity TEXT NOT NULL,
    consult_type TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    removed_at TIMESTAMPTZ,
    PRIMARY KEY (organisation_id, id),
    FOREIGN KEY (organisation_id, record_id) REFERENCES record (organisation_id, id),
    FOREIGN KEY (organisation_id, practitioner_id) REFERENCES membership (organisation_id, id)
);
CREATE INDEX effort_record ON effort (organisation_id, record_id, day, id);

-- What somebody uses or used (R46); until_day is far away while they do.
CREATE TABLE medication (
    organisation_id UUID NOT NULL,
    id UUID NOT NULL UNIQUE,
    record_id UUID NOT NULL,
    name TEXT NOT NULL,
    substance TEXT NOT NULL,
    atc TEXT NOT NULL,
    dosage TEXT NOT NULL,
    origin TEXT NOT NULL,
    from_day DATE NOT NULL,
    until_day DATE NOT NULL,
    despite TEXT NOT NULL,
    recorded_by UUID NOT NULL,
    recorded_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (organisation_id, id),
    FOREIGN KEY (organisation_id, record_id) REFERENCES record (organisation_id, id),
    FOREIGN KEY (organisation_id, recorded_by) REFERENCES membership (organisation_id, id)
);
CREATE INDEX medication_record ON medication (organisation_id, record_id);

-- What is known to harm somebody: allergies and contra-indications (R46). "avoid" is a JSON array of texts.
CREATE TABLE harm (
    organisation_id UUID NOT NULL,
    id UUID NOT NULL UNIQUE,
    record_id UUID NOT NULL,
    kind TEXT NOT NULL,
    what TEXT NOT NULL,
    note TEXT NOT NULL,
    avoid JSONB NOT NULL,
    recorded_by UUID NOT NULL,
    recorded_at TIMESTAMPTZ NOT NULL,
    removed_at TIMESTAMPTZ,
    PRIMARY KEY (organisation_id, id),
    FOREIGN KEY (organisation_id, record_id) REFERENCES record (organisation_id, id),
    FOREIGN KEY (organisation_id, recorded_by) REFERENCES membership (organisation_id, id)
);
CREATE INDEX harm_record ON harm (organisation_id, record_id);
