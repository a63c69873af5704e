-- How a site wants its lists: rules and settings under a name. body is what was put, and is read by the program only. Every put takes a new
-- version, so that the number of rows together with the sum of their versions tells of every change: that is what each instance looks at
-- every second, and the index is there for it.
CREATE SEQUENCE scenario_version;

CREATE TABLE scenario (
    site_id    integer     NOT NULL REFERENCES site,
    name       text        NOT NULL CHECK (name ~ '^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$'),
    body       text        NOT NULL CHECK (octet_length(body) <= 262144),
    version    bigint      NOT NULL DEFAULT nextval('scenario_version'),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (site_id, name)
);

CREATE INDEX scenario_version_idx ON scenario (version);
